/* SPDX-License-Identifier: EUPL-1.2
 *
 * The price lists, read once: what can be used, where it holds, and which
 * offers compare.
 */
#ifndef OPTIONS_OFFERS_H
#define OPTIONS_OFFERS_H

#include <uitweg/options.h>

#include "options/pricing.h"

/* Kinds of price rows that options are priced with. */
typedef enum
{
  OPTIONS_OFFER_VM,
  OPTIONS_OFFER_BLOCK,
  OPTIONS_OFFER_OBJECT,
  OPTIONS_OFFER_FILE,
  OPTIONS_OFFER_EGRESS,
  OPTIONS_OFFER_LOAD_BALANCER,
  OPTIONS_OFFER_KUBERNETES,
  OPTIONS_OFFER_POSTGRESQL,
  OPTIONS_OFFER_MYSQL,
  OPTIONS_OFFER_REDIS,
  OPTIONS_OFFER_KAFKA,
  OPTIONS_OFFER_OPENSEARCH,
  OPTIONS_OFFER_MONGODB,
} OptionsOfferKind;

#define OPTIONS_N_OFFER_KINDS 13

/* One usable row. */
typedef struct
{
  guint32 row; /* in the catalog's prices */
  guint8 kind;
  guint8 grade;
  gboolean quote;
  gboolean foreign_arch; /* neither x86_64 nor unsaid */
  UitwegMoney key;       /* a month of one piece, or of 1 TiB */
  const UitwegPrice *price;
  OptionsRate rate;
} OptionsOffer;

typedef struct _OptionsOffers OptionsOffers;

/*
 * Reads the price rows that are fresh at @as_of (younger than the catalog's
 * limit; a row without a day stays, with grade assumed), net, and in euro or
 * in a currency with a rate in @scenario.
 */
OptionsOffers *options_offers_new (const UitwegCatalog *catalog,
                                   const UitwegScenario *scenario,
                                   UitwegDay as_of,
                                   GError **error);
void options_offers_free (OptionsOffers *offers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OptionsOffers, options_offers_free)

/* Gives every target its price class: targets of one class have the same
 * prices. Class 0 has none. Also sets `prices` of each target. */
void options_offers_classify (OptionsOffers *offers,
                              UitwegTarget *targets,
                              guint n_targets);
guint options_offers_get_class (const OptionsOffers *offers, guint target);
guint options_offers_get_n_classes (const OptionsOffers *offers);

/* Offers of one kind in a class, cheapest first. The grade says how well it
 * is known that the price holds there. */
guint options_offers_get_n (const OptionsOffers *offers,
                            guint price_class,
                            OptionsOfferKind kind);
const OptionsOffer *options_offers_get (const OptionsOffers *offers,
                                        guint price_class,
                                        OptionsOfferKind kind,
                                        guint n,
                                        UitwegGrade *grade_out);

/* All list prices of one kind at all providers, cheapest first. */
const OptionsOffer *options_offers_get_all (const OptionsOffers *offers,
                                            OptionsOfferKind kind,
                                            guint *n_out);

/* The rate of a currency in the scenario, or NULL. */
const UitwegRate *options_find_rate (const UitwegScenario *scenario,
                                     const char *currency);

/* The kind whose price rows have that word, or -1. */
gint options_find_offer_kind (const char *word);

#endif
