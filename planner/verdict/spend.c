/* SPDX-License-Identifier: EUPL-1.2
 *
 * Concentration of the monthly spend: per provider and per country of the
 * ultimate parent, before the plan and after it. Spend that is a range counts
 * with its middle; an unknown parent gives an interval.
 */
#include "config.h"

#include <string.h>

#include <uitweg/money.h>

#include "plan/sums.h"
#include "verdict/verdict-private.h"

/* Sums of spend by name. */
typedef struct
{
  GHashTable *index; /* name -> place + 1 */
  GArray *spend;     /* UitwegMoney */
  GArray *unknown;   /* UitwegMoney: whose name is not known */
} Ledger;

static void
ledger_clear (Ledger *ledger)
{
  g_hash_table_unref (ledger->index);
  g_array_unref (ledger->spend);
  g_array_unref (ledger->unknown);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ledger, ledger_clear)

static void
ledger_open (Ledger *ledger)
{
  ledger->index = g_hash_table_new (g_str_hash, g_str_equal);
  ledger->spend = g_array_new (FALSE, TRUE, sizeof (UitwegMoney));
  ledger->unknown = g_array_new (FALSE, TRUE, sizeof (UitwegMoney));
}

static void
ledger_add (Ledger *ledger, const char *name, UitwegMoney amount)
{
  gpointer place;

  if (name == NULL)
    {
      g_array_append_val (ledger->unknown, amount);
      return;
    }
  place = g_hash_table_lookup (ledger->index, name);
  if (place == NULL)
    {
      g_array_append_val (ledger->spend, amount);
      g_hash_table_insert (ledger->index, (gpointer) name,
                           GUINT_TO_POINTER (ledger->spend->len));
      return;
    }
  uitweg_money_add (
      g_array_index (ledger->spend, UitwegMoney, GPOINTER_TO_UINT (place) - 1),
      amount,
      &g_array_index (ledger->spend, UitwegMoney, GPOINTER_TO_UINT (place) - 1),
      NULL);
}

static UitwegInterval
ledger_rate (const Ledger *ledger)
{
  return uitweg_concentration_get_hhi (
      (const UitwegMoney *) (gpointer) ledger->spend->data, ledger->spend->len,
      (const UitwegMoney *) (gpointer) ledger->unknown->data,
      ledger->unknown->len);
}

/* Whom a resource's money goes to: the id of a provider or a party. */
static const char *
find_payee (const UitwegPlan *plan,
            const UitwegTable *table,
            guint32 r,
            gboolean after)
{
  const UitwegOptions *options = uitweg_plan_get_options (plan);
  const UitwegCatalog *catalog = uitweg_assessment_get_catalog (
      uitweg_options_get_assessment (options));
  const UitwegOption *option = uitweg_plan_get_resources (plan)[r].option;

  if (after && option != NULL && option->target != UITWEG_NONE)
    {
      const UitwegTarget *target = uitweg_options_get_target (options,
                                                              option->target);

      return target->provider == UITWEG_NONE
                 ? "premises"
                 : uitweg_catalog_get_provider (catalog, target->provider)->id;
    }
  return uitweg_table_text (table, r, UITWEG_RESOURCE_PROVIDER);
}

/* Country of the ultimate parent; the seat where the organisation or a party
 * without owners above is meant; NULL unknown. */
static const char *
find_country (const UitwegAssessment *assessment, const char *payee)
{
  const UitwegEstate *estate = uitweg_assessment_get_estate (assessment);
  const UitwegCatalog *catalog = uitweg_assessment_get_catalog (assessment);
  const UitwegTable *organisations = uitweg_estate_get_table (
      estate, UITWEG_RECORD_ORGANISATION);
  const UitwegTable *parties = uitweg_estate_get_table (estate,
                                                        UITWEG_RECORD_PARTY);
  guint32 provider, party;

  if (payee == NULL)
    return NULL;
  if (strcmp (payee, "premises") == 0)
    return uitweg_table_get_n_rows (organisations) == 0
               ? NULL
               : uitweg_table_text (organisations, 0,
                                    UITWEG_ORGANISATION_COUNTRY);
  provider = uitweg_catalog_find_provider (catalog, payee);
  if (provider != UITWEG_NONE)
    return uitweg_catalog_get_provider (catalog, provider)->parent_country;
  party = uitweg_estate_find (estate, UITWEG_RECORD_PARTY, payee);
  if (party == UITWEG_NONE
      || uitweg_table_enum (parties, party, UITWEG_PARTY_OWNERS_KNOWN)
             != UITWEG_OWNERS_END)
    return NULL;
  return uitweg_table_text (parties, party, UITWEG_PARTY_SEAT);
}

static UitwegConcentration
rate_spend (const UitwegPlan *plan, gboolean after)
{
  const UitwegOptions *options = uitweg_plan_get_options (plan);
  const UitwegAssessment *assessment = uitweg_options_get_assessment (options);
  const UitwegEstate *estate = uitweg_assessment_get_estate (assessment);
  const UitwegTable *table = uitweg_estate_get_table (estate,
                                                      UITWEG_RECORD_RESOURCE);
  const UitwegMoneyRange *today = uitweg_options_get_run_today (options);
  const UitwegPlanResource *resources = uitweg_plan_get_resources (plan);
  g_auto (Ledger) providers = { 0 };
  g_auto (Ledger) countries = { 0 };

  ledger_open (&providers);
  ledger_open (&countries);
  for (guint32 r = 0; r < uitweg_estate_get_n_resources (estate); r++)
    {
      const char *payee = find_payee (plan, table, r, after);
      UitwegMoneyRange run = today[r];

      if (resources[r].option == NULL)
        continue;
      if (after && resources[r].option->strategy != UITWEG_STRATEGY_RETAIN)
        run = resources[r].option->run_per_month;
      if (!plan_range_is_known (run) || run.hi == 0)
        continue;
      ledger_add (&providers, payee, plan_range_middle (run));
      ledger_add (&countries, find_country (assessment, payee),
                  plan_range_middle (run));
    }
  return (UitwegConcentration){ ledger_rate (&providers),
                                ledger_rate (&countries) };
}

void
verdict_find_concentration (UitwegVerdict *verdict, const UitwegPlan *plan)
{
  verdict->concentration[0] = rate_spend (plan, FALSE);
  verdict->concentration[1] = rate_spend (plan, TRUE);
}
