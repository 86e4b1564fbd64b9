/* SPDX-License-Identifier: EUPL-1.2
 *
 * A row of a price list as an exact price of a month in euro.
 */
#ifndef OPTIONS_PRICING_H
#define OPTIONS_PRICING_H

#include <uitweg/catalog.h>

#include "base/money-private.h"

/* A readable price: per piece (`bytes` 0) or per that many bytes. */
typedef struct
{
  BasePrice price; /* per unit of time or, for traffic, per quantity */
  BasePrice cap;   /* per month */
  gboolean has_price, has_cap;
  gint64 bytes;
  gint64 month; /* units of time in a month, times `parts` */
  gint64 parts;
} OptionsRate;

/*
 * @eur_rate: euro for one unit of the row's currency; NULL for euro.
 *
 * Returns: FALSE with UITWEG_MONEY_ERROR set for what is no price; a row
 *   without any price gives neither has_price nor has_cap
 */
gboolean options_rate_read (const UitwegPrice *row,
                            const BasePrice *eur_rate,
                            OptionsRate *rate_out,
                            GError **error);

/* What @quantity (pieces, or bytes) cost a month, rounded once. */
gboolean options_rate_per_month (const OptionsRate *rate,
                                 gint64 quantity,
                                 UitwegMoney *out,
                                 GError **error);

#endif
