/* SPDX-License-Identifier: EUPL-1.2
 *
 * Why there is no way: for each thing that cannot go, the rules that rule out
 * its options, in words, each once. A rule is listed only if some option
 * fails by it, so leaving one out of the list opens that option.
 */
#include "config.h"

#include <string.h>

#include "plan/plan-private.h"

static void
add_conflict (UitwegPlan *plan, guint32 resource, const char *text)
{
  const UitwegConflict conflict = { resource, g_string_chunk_insert_const (
                                                  plan->texts, text) };

  for (guint i = 0; i < plan->conflicts->len; i++)
    {
      const UitwegConflict *known = &g_array_index (plan->conflicts,
                                                    UitwegConflict, i);

      if (known->resource == resource && strcmp (known->text, text) == 0)
        return;
    }
  g_array_append_val (plan->conflicts, conflict);
}

/* The distinct reasons of a resource's options, joined. */
static const char *
join_reasons (UitwegPlan *plan, guint32 resource)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint32 n;
  const UitwegOption *options = uitweg_options_get (plan->options, resource,
                                                    &n);

  for (guint32 i = 0; i < n; i++)
    {
      const char *reason =
          options[i].why_not != UITWEG_NONE
              ? uitweg_options_get_reason (plan->options, options[i].why_not)
          : !plan_pins_allow (plan, &options[i])
              ? "pins: the pin asks for another target or strategy"
              : NULL;

      if (reason == NULL || !g_hash_table_add (seen, (gpointer) reason))
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", reason);
    }
  return text->len > 0 ? g_string_chunk_insert (plan->texts, text->str)
                       : "no strategy fits this type of thing";
}

static void
add_conflicts_of (UitwegPlan *plan, guint32 resource)
{
  guint32 n;
  const UitwegOption *options = uitweg_options_get (plan->options, resource,
                                                    &n);

  for (guint32 i = 0; i < n; i++)
    if (options[i].why_not != UITWEG_NONE)
      add_conflict (
          plan, resource,
          uitweg_options_get_reason (plan->options, options[i].why_not));
    else if (!plan_pins_allow (plan, &options[i]))
      add_conflict (plan, resource,
                    "pins: the pin asks for another target or strategy");
  if (!plan->scenario->partial_allowed)
    add_conflict (plan, resource,
                  "rules.partial: nothing that must be left may stay behind");
}

void
plan_find_conflicts (UitwegPlan *plan, const guint8 *no_way)
{
  for (guint32 r = 0; r < plan->n_resources; r++)
    {
      if (!no_way[r])
        continue;
      plan->resources[r].why = join_reasons (plan, r);
      if (plan->resources[r].option == NULL)
        add_conflicts_of (plan, r);
    }
}
