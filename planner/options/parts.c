/* SPDX-License-Identifier: EUPL-1.2
 *
 * The priced lines of options, and what the user states where no list has a
 * price. Every amount of an option is a part with source and grade.
 */
#include "config.h"

#include <math.h>

#include "base/money-private.h"
#include "base/number.h"
#include "options/options-private.h"

/* Sizes and shares of pieces count in millionths. */
#define FINE 1000000
#define BYTES_PER_GIB 1073741824.0

void
options_add_part (OptionsBuild *build, const UitwegPart *part)
{
  g_array_append_vals (build->out->parts, part, 1);
}

void
options_add_hole (OptionsBuild *build,
                  UitwegPartKind kind,
                  gboolean monthly,
                  const char *source,
                  const char *text)
{
  UitwegPart part = { 0 };

  part.kind = kind;
  part.monthly = monthly;
  part.hole = TRUE;
  part.grade = UITWEG_GRADE_ASSUMED;
  part.source = source;
  part.text = text;
  options_add_part (build, &part);
}

/* How near an assumption is to the resource; 0: it is about something else. */
static guint
get_nearness (const UitwegAssumption *assumption,
              const OptionsBuild *build,
              const OptionsResource *resource,
              const char *target_id)
{
  const char *kind = uitweg_table_text (build->resources, resource->i,
                                        UITWEG_RESOURCE_KIND);
  guint nearness = 0;

  if (assumption->target != NULL
      && g_strcmp0 (assumption->target, target_id) != 0)
    return 0;
  if (g_strcmp0 (assumption->resource, resource->id) == 0)
    nearness = 8;
  else if (assumption->archetype != NULL && resource->entry != NULL
           && g_strcmp0 (assumption->archetype, resource->entry->archetype)
                  == 0)
    nearness = 6;
  else if (assumption->kind != NULL && g_strcmp0 (assumption->kind, kind) == 0)
    nearness = 4;
  else if (assumption->provider != NULL
           && (g_strcmp0 (assumption->provider, resource->provider) == 0
               || g_strcmp0 (assumption->provider, resource->catalog_provider)
                      == 0))
    nearness = 2;
  if (nearness > 0 && assumption->target != NULL)
    nearness++;
  return nearness;
}

/* How many of its unit there are, in millionths; UITWEG_UNKNOWN. */
static gint64
get_quantity (const OptionsBuild *build,
              const OptionsResource *resource,
              const char *per)
{
  double quantity = (double) NAN;
  gint64 count = resource->need->count;

  if (per == NULL || g_str_equal (per, "piece"))
    quantity = (double) count;
  else if (g_str_equal (per, "seat") || g_str_equal (per, "user"))
    quantity = resource->seats == UITWEG_UNKNOWN ? (double) NAN
                                                 : (double) resource->seats;
  else if (g_str_equal (per, "gib"))
    quantity = resource->data == UITWEG_UNKNOWN
                   ? (double) NAN
                   : (double) resource->data / BYTES_PER_GIB;
  else if (g_str_equal (per, "core"))
    quantity = uitweg_table_number (build->resources, resource->i,
                                    UITWEG_RESOURCE_VCPU)
               * (double) count;
  quantity = base_round_half_even (quantity * FINE);
  if (!(quantity >= 0 && quantity < 9.0e18))
    return UITWEG_UNKNOWN;
  return (gint64) quantity;
}

gboolean
options_find_assumption (OptionsBuild *build,
                         const OptionsResource *resource,
                         const char *what,
                         const UitwegTarget *target,
                         UitwegPart *part,
                         gboolean *found_out,
                         GError **error)
{
  const UitwegScenario *scenario = build->scenario;
  const UitwegAssumption *best = NULL;
  const char *target_id = NULL;
  UitwegMoneyRange range;
  guint nearness = 0;
  gint64 quantity;

  if (target != NULL && target->provider == UITWEG_NONE)
    target_id = "premises";
  else if (target != NULL)
    target_id =
        uitweg_catalog_get_provider (build->catalog, target->provider)->id;
  for (guint i = 0; i < scenario->n_assumptions; i++)
    {
      const UitwegAssumption *assumption = &scenario->assumptions[i];
      guint near_it = 0;

      if (g_strcmp0 (assumption->what, what) == 0)
        near_it = get_nearness (assumption, build, resource, target_id);
      if (near_it > nearness)
        {
          nearness = near_it;
          best = assumption;
        }
    }
  *found_out = best != NULL;
  if (best == NULL)
    return TRUE;
  part->source = best->id;
  part->grade = best->grade;
  quantity = get_quantity (build, resource, best->per);
  part->hole = quantity == UITWEG_UNKNOWN || best->mode == UITWEG_UNKNOWN;
  if (part->hole)
    {
      part->amount = (UitwegMoneyRange){ 0, 0 };
      part->text = options_intern_printf (
          build,
          "assumption %s is per %s, and how "
          "many there are is not known",
          best->id, best->per != NULL ? best->per : "piece");
      return TRUE;
    }
  range.lo = best->low != UITWEG_UNKNOWN ? best->low : best->mode;
  range.hi = best->high != UITWEG_UNKNOWN ? best->high : best->mode;
  part->text = best->source;
  return base_money_range_scale (range, quantity, FINE, &part->amount, error);
}

gboolean
options_add_assumed (OptionsBuild *build,
                     const OptionsResource *resource,
                     const char *what,
                     const UitwegTarget *target,
                     UitwegPart part,
                     GError **error)
{
  gboolean found;
  UitwegPart stated = part;

  if (!options_find_assumption (build, resource, what, target, &stated, &found,
                                error))
    return FALSE;
  if (found)
    options_add_part (build, &stated);
  else
    options_add_hole (build, part.kind, part.monthly, part.source, part.text);
  return TRUE;
}
