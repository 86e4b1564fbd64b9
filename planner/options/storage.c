/* SPDX-License-Identifier: EUPL-1.2
 *
 * Storage by class and size, and traffic to the internet: per GB or GiB, as
 * the row says, exactly.
 */
#include "config.h"

#include <math.h>

#include "base/number.h"
#include "options/machines.h"

#define BYTES_PER_GIB 1073741824.0

const OptionsOffer *
options_find_storage (const OptionsBuild *build,
                      OptionsOfferKind kind,
                      guint price_class,
                      UitwegGrade *grade_out)
{
  guint n = options_offers_get_n (build->offers, price_class, kind);
  const OptionsOffer *best = NULL;

  for (guint k = 0; k < n; k++)
    {
      UitwegGrade grade;
      const OptionsOffer *offer = options_offers_get (
          build->offers, price_class, kind, k, &grade);

      if (best == NULL || (offer->quote && !best->quote))
        {
          best = offer;
          *grade_out = grade;
        }
    }
  return best;
}

/* The least and the greatest price of a size anywhere: of each provider what
 * is cheapest there. */
static gboolean
find_any_storage (const OptionsBuild *build,
                  OptionsOfferKind kind,
                  gint64 bytes,
                  UitwegMoneyRange *range,
                  GError **error)
{
  guint n_classes = options_offers_get_n_classes (build->offers);
  gboolean found = FALSE;

  for (guint c = 0; c < n_classes; c++)
    {
      UitwegGrade grade;
      const OptionsOffer *offer = options_find_storage (build, kind, c, &grade);
      UitwegMoney month;

      if (offer == NULL || offer->quote)
        continue;
      if (!options_rate_per_month (&offer->rate, bytes, &month, error))
        return FALSE;
      range->lo = found ? MIN (range->lo, month) : month;
      range->hi = found ? MAX (range->hi, month) : month;
      found = TRUE;
    }
  if (!found)
    *range = BASE_MONEY_RANGE_UNKNOWN;
  return TRUE;
}

gboolean
options_add_storage (OptionsBuild *build,
                     const OptionsResource *resource,
                     OptionsOfferKind kind,
                     gint64 bytes,
                     const UitwegTarget *target,
                     guint price_class,
                     GError **error)
{
  const OptionsOffer *offer;
  UitwegPart part = { 0 };
  UitwegMoney month;
  gint64 all;

  /* a size of nil needs no storage; one that is not known is a hole only
   * where storage is what the thing is */
  if (bytes == 0
      || (bytes == UITWEG_UNKNOWN && resource->kind == UITWEG_KIND_VM))
    return TRUE;
  part.kind = UITWEG_PART_STORAGE;
  part.monthly = TRUE;
  part.grade = UITWEG_GRADE_ASSUMED;
  if (target->provider == UITWEG_NONE)
    {
      part.source = "premises";
      if (resource->kind == UITWEG_KIND_DISK
          && build->machines.eur_per_month != UITWEG_UNKNOWN)
        {
          part.text = "in the machines' shares of the own premises";
          options_add_part (build, &part);
          return TRUE;
        }
      part.text = "storage on own premises: no price is stated";
      return options_add_assumed (build, resource, "run", target, part, error);
    }
  if (bytes == UITWEG_UNKNOWN
      || __builtin_mul_overflow (bytes, resource->need->count, &all))
    {
      part.source = "estate";
      part.text = "its size is not known";
      return options_add_assumed (build, resource, "run", target, part, error);
    }
  offer = options_find_storage (build, kind, price_class, &part.grade);
  if (offer != NULL)
    {
      if (!options_rate_per_month (&offer->rate, all, &month, error))
        return FALSE;
      part.amount = base_money_range (month);
      part.source = offer->price->id;
      part.text = offer->price->name;
      options_add_part (build, &part);
      return TRUE;
    }
  if (!find_any_storage (build, kind, all, &part.amount, error))
    return FALSE;
  if (part.amount.lo == UITWEG_UNKNOWN)
    {
      part.source = "estate";
      part.text = "no usable price of such storage at any provider";
      return options_add_assumed (build, resource, "run", target, part, error);
    }
  part.grade = UITWEG_GRADE_ASSUMED;
  part.source = "cost.comparable_factor";
  part.text = "no usable price: range of what other providers ask";
  options_add_part (build, &part);
  return TRUE;
}

/* Bytes a month that a row covers before its price applies. */
static gint64
get_included (const UitwegPrice *price, gint64 count)
{
  double unit = 1e9, bytes;

  if (isnan (price->included_quantity) || price->included_unit == NULL)
    return 0;
  if (g_ascii_strcasecmp (price->included_unit, "mb") == 0)
    unit = 1e6;
  else if (g_ascii_strcasecmp (price->included_unit, "tb") == 0)
    unit = 1e12;
  bytes = base_round_half_even (price->included_quantity * unit
                                * (double) MAX (count, 1));
  return bytes >= 0 && bytes < 9.0e18 ? (gint64) bytes : 0;
}

static gboolean
price_traffic (const OptionsOffer *offer,
               gint64 bytes,
               gint64 count,
               UitwegMoney *out,
               GError **error)
{
  gint64 billed = MAX (bytes - get_included (offer->price, count), 0);

  return options_rate_per_month (&offer->rate, billed, out, error);
}

/* Whether traffic of such a thing is billed where it stands today: then
 * nobody may take it for nil. */
static gboolean
is_metered (const OptionsBuild *build, const OptionsResource *resource)
{
  return resource->catalog_provider != NULL
         && uitweg_catalog_find_egress (build->catalog,
                                        resource->catalog_provider)
                != NULL
         && (resource->kind == UITWEG_KIND_BUCKET
             || resource->kind == UITWEG_KIND_LOAD_BALANCER);
}

/* Widens the range by the price of one more row. */
static gboolean
widen (const OptionsOffer *offer,
       gint64 bytes,
       gint64 count,
       UitwegMoneyRange *range,
       GError **error)
{
  UitwegMoney month;

  if (!price_traffic (offer, bytes, count, &month, error))
    return FALSE;
  if (range->lo == UITWEG_UNKNOWN)
    *range = base_money_range (month);
  range->lo = MIN (range->lo, month);
  range->hi = MAX (range->hi, month);
  return TRUE;
}

/* From the least to the greatest row that may apply: lists do not always say
 * for which service a row is. */
static gboolean
price_egress (OptionsBuild *build,
              const OptionsResource *resource,
              gint64 bytes,
              guint price_class,
              UitwegPart *part,
              GError **error)
{
  gint64 count = resource->need->count;
  guint n = options_offers_get_n (build->offers, price_class,
                                  OPTIONS_OFFER_EGRESS);

  part->amount = BASE_MONEY_RANGE_UNKNOWN;
  if (n > 0)
    part->grade = UITWEG_GRADE_MEASURED;
  for (guint k = 0; k < n; k++)
    {
      UitwegGrade grade;
      const OptionsOffer *offer = options_offers_get (
          build->offers, price_class, OPTIONS_OFFER_EGRESS, k, &grade);

      if (!widen (offer, bytes, count, &part->amount, error))
        return FALSE;
      part->grade = MAX (part->grade, grade);
      part->source = offer->price->id;
      part->text = offer->price->name;
    }
  if (n == 0)
    {
      const OptionsOffer *all = options_offers_get_all (
          build->offers, OPTIONS_OFFER_EGRESS, &n);

      part->source = "cost.comparable_factor";
      part->text = "no usable price: range of what other providers ask";
      for (guint k = 0; k < n; k++)
        if (!widen (&all[k], bytes, count, &part->amount, error))
          return FALSE;
    }
  return TRUE;
}

gboolean
options_add_egress (OptionsBuild *build,
                    const OptionsResource *resource,
                    const UitwegTarget *target,
                    guint price_class,
                    GError **error)
{
  double bytes = base_round_half_even (
      uitweg_table_number (build->resources, resource->i,
                           UITWEG_RESOURCE_EGRESS)
      * BYTES_PER_GIB);
  UitwegPart part = { 0 };

  part.kind = UITWEG_PART_EGRESS;
  part.monthly = TRUE;
  part.grade = UITWEG_GRADE_ASSUMED;
  if (target->provider == UITWEG_NONE || bytes == 0)
    return TRUE;
  if (!(bytes > 0 && bytes < 9.0e18))
    {
      if (is_metered (build, resource))
        options_add_hole (build, UITWEG_PART_EGRESS, TRUE, "estate",
                          "traffic to the internet is not known");
      return TRUE;
    }
  if (!price_egress (build, resource, (gint64) bytes, price_class, &part,
                     error))
    return FALSE;
  part.hole = part.amount.lo == UITWEG_UNKNOWN;
  if (part.hole)
    {
      part.amount = (UitwegMoneyRange){ 0, 0 };
      part.text = "no usable price of traffic at any provider";
    }
  options_add_part (build, &part);
  return TRUE;
}
