/* SPDX-License-Identifier: EUPL-1.2
 *
 * Machines, services and storage priced by what offers there are.
 */
#ifndef OPTIONS_MACHINES_H
#define OPTIONS_MACHINES_H

#include "options/options-private.h"

/*
 * The cheapest fitting offer of `kind` for what the resource needs, with the
 * disk that it does not include at the price of block storage; else the range
 * of comparable offers; else what the user assumes; else a hole. Appends the
 * parts.
 */
gboolean options_add_machine (OptionsBuild *build,
                              const OptionsResource *resource,
                              OptionsOfferKind kind,
                              const UitwegTarget *target,
                              guint price_class,
                              GError **error);

/* The storage that is taken there: a quote before a list price, then the
 * cheapest; NULL if there is none. */
const OptionsOffer *options_find_storage (const OptionsBuild *build,
                                          OptionsOfferKind kind,
                                          guint price_class,
                                          UitwegGrade *grade_out);

/* `bytes` of one copy of storage, times the copies of the resource. */
gboolean options_add_storage (OptionsBuild *build,
                              const OptionsResource *resource,
                              OptionsOfferKind kind,
                              gint64 bytes,
                              const UitwegTarget *target,
                              guint price_class,
                              GError **error);

/* A service whose size class is not known: from its least to its greatest
 * price there, else anywhere. */
gboolean options_add_span (OptionsBuild *build,
                           const OptionsResource *resource,
                           OptionsOfferKind kind,
                           UitwegPartKind part_kind,
                           const UitwegTarget *target,
                           guint price_class,
                           GError **error);

/* Traffic to the internet, if it is known or would be billed. */
gboolean options_add_egress (OptionsBuild *build,
                             const OptionsResource *resource,
                             const UitwegTarget *target,
                             guint price_class,
                             GError **error);

#endif
