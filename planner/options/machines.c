/* SPDX-License-Identifier: EUPL-1.2
 *
 * The offer that a need is priced with (FIGURES 2): the cheapest that fits;
 * where the target has no usable price, the range of comparable offers of all
 * providers; then the user's own assumption; then a hole with its name.
 */
#include "config.h"

#include "options/machines.h"

#include <math.h>

#include "base/number.h"

#define BYTES_PER_GIB 1073741824.0
#define BYTES_PER_GB 1000000000.0
#define BYTES_PER_MIB 1048576
#define PPM 1000000

static gboolean
fits_arch (const OptionsBuild *build,
           const OptionsResource *resource,
           const OptionsOffer *offer)
{
  const char *arch = uitweg_table_text (build->resources, resource->i,
                                        UITWEG_RESOURCE_ARCH);

  if (arch == NULL)
    return !offer->foreign_arch;
  return offer->price->arch == NULL || g_str_equal (offer->price->arch, arch);
}

/* Whether the offer is known to be large enough for what is known. */
static gboolean
fits_size (const UitwegNeed *need, const OptionsOffer *offer)
{
  if (!isnan (need->vcpu) && !(offer->price->vcpu >= need->vcpu))
    return FALSE;
  return need->memory == UITWEG_UNKNOWN || offer->price->memory >= need->memory;
}

static gboolean
is_sized (const UitwegNeed *need)
{
  return !isnan (need->vcpu) || need->memory != UITWEG_UNKNOWN;
}

/* Bytes of disk that the offer does not include. */
static gint64
get_missing_disk (const UitwegNeed *need, const OptionsOffer *offer)
{
  double included = offer->price->disk_gb * BYTES_PER_GB;

  if (need->disk == UITWEG_UNKNOWN || need->disk <= 0)
    return 0;
  if (isnan (included))
    return need->disk;
  if (included >= (double) need->disk)
    return 0;
  return need->disk - (gint64) base_round_half_even (included);
}

/* The part of one machine offer; its text names it. */
static gboolean
price_machine (OptionsBuild *build,
               const OptionsResource *resource,
               const OptionsOffer *offer,
               UitwegPart *part,
               GError **error)
{
  UitwegMoney month;
  g_autofree char *vcpu = NULL;
  g_autofree char *memory = NULL;

  if (!options_rate_per_month (&offer->rate, resource->need->count, &month,
                               error))
    return FALSE;
  vcpu = isnan (offer->price->vcpu) ? g_strdup ("?")
                                    : base_format_number (offer->price->vcpu);
  memory = offer->price->memory == UITWEG_UNKNOWN
               ? g_strdup ("?")
               : base_format_gib (offer->price->memory);
  part->amount = base_money_range (month);
  part->source = offer->price->id;
  part->text = options_intern_printf (
      build, "%" G_GINT64_FORMAT " x %s (%s vCPU, %s GiB%s); need: %s",
      resource->need->count, offer->price->name, vcpu, memory,
      g_strcmp0 (offer->price->cpu_allocation, "shared") == 0 ? ", shared CPU"
                                                              : "",
      resource->need->basis);
  return TRUE;
}

/* The cheapest fitting offer, disk included; NULL if there is none. */
static const OptionsOffer *
find_machine (const OptionsBuild *build,
              const OptionsResource *resource,
              OptionsOfferKind kind,
              guint price_class,
              UitwegGrade *grade_out)
{
  guint n = options_offers_get_n (build->offers, price_class, kind);
  UitwegGrade grade;
  const OptionsOffer *block = options_find_storage (build, OPTIONS_OFFER_BLOCK,
                                                    price_class, &grade);
  const OptionsOffer *best = NULL;
  UitwegMoney least = G_MAXINT64;

  for (guint k = 0; k < n; k++)
    {
      const OptionsOffer *offer = options_offers_get (
          build->offers, price_class, kind, k, &grade);
      UitwegMoney cost = offer->key, disk = 0;
      gint64 missing;

      /* offers come by price: what follows cannot be cheaper */
      if (best != NULL && cost >= least && !offer->quote)
        continue;
      if (!fits_arch (build, resource, offer)
          || !fits_size (resource->need, offer))
        continue;
      missing = get_missing_disk (resource->need, offer);
      if (block != NULL && missing > 0
          && !options_rate_per_month (&block->rate, missing, &disk, NULL))
        continue;
      if (__builtin_add_overflow (cost, disk, &cost))
        continue;
      if (best == NULL || (offer->quote && !best->quote)
          || (offer->quote == best->quote && cost < least))
        {
          best = offer;
          least = cost;
          *grade_out = grade;
        }
    }
  return best;
}

/* Least and greatest of the comparable offers of all providers; returns how
 * many there are. */
static guint
find_comparable (const OptionsBuild *build,
                 const OptionsResource *resource,
                 OptionsOfferKind kind,
                 const OptionsOffer **least_out,
                 const OptionsOffer **most_out)
{
  double factor = uitweg_catalog_number (build->catalog,
                                         "cost.comparable_factor");
  const UitwegNeed *need = resource->need;
  double memory = (double) need->memory;
  guint n, n_found = 0;
  const OptionsOffer *all = options_offers_get_all (build->offers, kind, &n);

  if (isnan (need->vcpu) || need->memory == UITWEG_UNKNOWN)
    return 0;
  for (guint k = 0; k < n; k++)
    {
      const UitwegPrice *price = all[k].price;

      if (!(price->vcpu >= need->vcpu / factor
            && price->vcpu <= need->vcpu * factor)
          || !fits_arch (build, resource, &all[k])
          || price->memory == UITWEG_UNKNOWN
          || (double) price->memory < memory / factor
          || (double) price->memory > memory * factor)
        continue;
      /* offers come by price: the first is the least */
      if (n_found == 0)
        *least_out = &all[k];
      *most_out = &all[k];
      n_found++;
    }
  return n_found;
}

/* A month of @count pieces, from one offer's price to another's. */
static gboolean
price_between (const OptionsOffer *least,
               const OptionsOffer *most,
               gint64 count,
               UitwegMoneyRange *range,
               GError **error)
{
  return options_rate_per_month (&least->rate, count, &range->lo, error)
         && options_rate_per_month (&most->rate, count, &range->hi, error);
}

/* Own premises: the shares of today. */
static gboolean
add_premises_machine (OptionsBuild *build,
                      const OptionsResource *resource,
                      UitwegPart part,
                      const UitwegTarget *target,
                      GError **error)
{
  const UitwegNeed *need = resource->need;
  double vcpu = base_round_half_even (need->vcpu * PPM * (double) need->count);
  gint64 mib;

  part.kind = UITWEG_PART_PREMISES;
  part.source = "premises";
  part.text = "share of the own premises by vCPU and memory";
  if (build->machines.eur_per_month == UITWEG_UNKNOWN
      || !(vcpu >= 0 && vcpu < 9.0e18) || need->memory == UITWEG_UNKNOWN
      || __builtin_mul_overflow (need->memory / BYTES_PER_MIB, need->count,
                                 &mib))
    {
      part.text = "what own premises cost, or its size, is not stated";
      return options_add_assumed (build, resource, "run", target, part, error);
    }
  if (!options_price_premises (build, (gint64) vcpu, mib, &part.amount, error))
    return FALSE;
  options_add_part (build, &part);
  return TRUE;
}

/* No usable price at the target. */
static gboolean
add_comparable (OptionsBuild *build,
                const OptionsResource *resource,
                OptionsOfferKind kind,
                UitwegPart part,
                const UitwegTarget *target,
                GError **error)
{
  const OptionsOffer *least = NULL, *most = NULL;
  guint n = find_comparable (build, resource, kind, &least, &most);

  if (n > 0)
    {
      if (!price_between (least, most, resource->need->count, &part.amount,
                          error))
        return FALSE;
      part.source = "cost.comparable_factor";
      part.text = options_intern_printf (build,
                                         "no usable price: range of %u "
                                         "comparable offers; need: %s",
                                         n, resource->need->basis);
      options_add_part (build, &part);
      return TRUE;
    }
  part.source = "estate";
  part.text = is_sized (resource->need)
                  ? "no usable price and no comparable offer of that size"
                  : "its size is not known";
  return options_add_assumed (build, resource, "run", target, part, error);
}

gboolean
options_add_machine (OptionsBuild *build,
                     const OptionsResource *resource,
                     OptionsOfferKind kind,
                     const UitwegTarget *target,
                     guint price_class,
                     GError **error)
{
  const UitwegNeed *need = resource->need;
  const OptionsOffer *offer = NULL;
  gint64 gpus = uitweg_table_int64 (build->resources, resource->i,
                                    UITWEG_RESOURCE_GPU);
  UitwegPart part = { 0 };
  gint64 disk = need->disk;

  part.kind = kind == OPTIONS_OFFER_VM ? UITWEG_PART_MACHINE
                                       : UITWEG_PART_MANAGED_SERVICE;
  part.monthly = TRUE;
  part.grade = UITWEG_GRADE_ASSUMED;
  if (target->provider == UITWEG_NONE)
    return add_premises_machine (build, resource, part, target, error);
  if (gpus > 0)
    {
      part.source = "estate";
      part.text = "a machine with graphics processors: offers are not "
                  "compared";
      return options_add_assumed (build, resource, "run", target, part, error);
    }
  if (is_sized (need))
    offer = find_machine (build, resource, kind, price_class, &part.grade);
  if (offer != NULL)
    {
      if (!price_machine (build, resource, offer, &part, error))
        return FALSE;
      options_add_part (build, &part);
      disk = get_missing_disk (need, offer);
    }
  else if (!add_comparable (build, resource, kind, part, target, error))
    return FALSE;
  return options_add_storage (build, resource, OPTIONS_OFFER_BLOCK, disk,
                              target, price_class, error);
}

gboolean
options_add_span (OptionsBuild *build,
                  const OptionsResource *resource,
                  OptionsOfferKind kind,
                  UitwegPartKind part_kind,
                  const UitwegTarget *target,
                  guint price_class,
                  GError **error)
{
  guint n = options_offers_get_n (build->offers, price_class, kind);
  UitwegPart part = { 0 };
  const OptionsOffer *least, *most;
  UitwegGrade first = UITWEG_GRADE_ASSUMED, last = UITWEG_GRADE_ASSUMED;

  part.kind = part_kind;
  part.monthly = TRUE;
  if (n > 0)
    {
      least = options_offers_get (build->offers, price_class, kind, 0, &first);
      most = options_offers_get (build->offers, price_class, kind, n - 1,
                                 &last);
      part.source = least->price->id;
      part.text = "size class not known: least to greatest there";
    }
  else
    {
      least = options_offers_get_all (build->offers, kind, &n);
      most = least + (n > 0 ? n - 1 : 0);
      part.source = "cost.comparable_factor";
      part.text = "no usable price: least to greatest of all providers";
    }
  part.grade = MAX (MAX (first, last), UITWEG_GRADE_INFERRED);
  if (n == 0 || target->provider == UITWEG_NONE)
    {
      part.source = "estate";
      part.text = "no usable price of such a service";
      return options_add_assumed (build, resource, "run", target, part, error);
    }
  if (!price_between (least, most, resource->need->count, &part.amount, error))
    return FALSE;
  options_add_part (build, &part);
  return TRUE;
}
