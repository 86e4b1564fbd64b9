/* SPDX-License-Identifier: EUPL-1.2
 *
 * What each resource costs today: billed (bills.c), stated, or its part of
 * the own premises (FIGURES 2). What nobody says is unknown, never nil.
 */
#include "config.h"

#include <string.h>

#include "base/money-private.h"
#include "base/number.h"
#include "options/options-private.h"

/* Sizes are counted so that a product with money fits. */
#define BYTES_PER_MIB 1048576
#define PPM 1000000

static void
add_stated (OptionsBuild *build)
{
  for (guint32 i = 0; i < build->n_resources; i++)
    {
      UitwegMoney eur = uitweg_table_int64 (build->resources, i,
                                            UITWEG_RESOURCE_EUR_PER_MONTH);

      if (build->out->run_today[i].lo != UITWEG_UNKNOWN
          || eur == UITWEG_UNKNOWN)
        continue;
      build->out->run_today[i] = base_money_range (eur);
      build->out->run_today_grade[i] = (guint8) uitweg_estate_get_grade (
          build->estate, UITWEG_RECORD_RESOURCE, i,
          UITWEG_RESOURCE_EUR_PER_MONTH);
    }
}

static gboolean
is_on_premises (const OptionsBuild *build, guint32 i)
{
  return g_strcmp0 (
             uitweg_table_text (build->resources, i, UITWEG_RESOURCE_PROVIDER),
             "premises")
         == 0;
}

/* Hosts and cores of the estate where the scenario counts none. */
static void
count_hosts (const OptionsBuild *build, gint64 *hosts_out, gint64 *cores_out)
{
  gint64 hosts = 0, cores = 0;

  for (guint32 i = 0; i < build->n_resources; i++)
    {
      gint64 count = uitweg_table_int64 (build->resources, i,
                                         UITWEG_RESOURCE_COUNT);
      gint64 cpu = uitweg_table_int64 (build->resources, i,
                                       UITWEG_RESOURCE_VCPU);

      if (!is_on_premises (build, i)
          || uitweg_table_enum (build->resources, i, UITWEG_RESOURCE_KIND)
                 != UITWEG_KIND_HOST)
        continue;
      count = count == UITWEG_UNKNOWN ? 1 : count;
      hosts += count;
      if (cores != UITWEG_UNKNOWN)
        cores = cpu == UITWEG_UNKNOWN ? UITWEG_UNKNOWN : cores + cpu * count;
    }
  *hosts_out = build->scenario->premises_hosts >= 0
                   ? build->scenario->premises_hosts
                   : hosts;
  *cores_out = build->scenario->premises_cores >= 0
                   ? build->scenario->premises_cores
                   : cores;
}

/* What own premises cost a month; UITWEG_UNKNOWN where it is not stated, or
 * rests on a number that is not known. */
static gboolean
get_premises_cost (const OptionsBuild *build,
                   UitwegMoney *total_out,
                   GError **error)
{
  const UitwegScenario *scenario = build->scenario;
  UitwegMoney total = 0, part;
  gint64 hosts, cores;
  gboolean any = FALSE;

  count_hosts (build, &hosts, &cores);
  *total_out = UITWEG_UNKNOWN;
  if (scenario->premises_eur_per_host_month != UITWEG_UNKNOWN)
    {
      if (hosts == 0)
        return TRUE;
      if (!uitweg_money_scale (scenario->premises_eur_per_host_month, hosts, 1,
                               &part, error)
          || !uitweg_money_add (total, part, &total, error))
        return FALSE;
      any = TRUE;
    }
  if (scenario->premises_licence_per_core_month != UITWEG_UNKNOWN)
    {
      if (cores == UITWEG_UNKNOWN || cores == 0)
        return TRUE;
      if (!uitweg_money_scale (scenario->premises_licence_per_core_month, cores,
                               1, &part, error)
          || !uitweg_money_add (total, part, &total, error))
        return FALSE;
      any = TRUE;
    }
  if (scenario->premises_staff_per_month != UITWEG_UNKNOWN)
    {
      if (!uitweg_money_add (total, scenario->premises_staff_per_month, &total,
                             error))
        return FALSE;
      any = TRUE;
    }
  if (any)
    *total_out = total;
  return TRUE;
}

static gboolean
get_size (const OptionsBuild *build, guint32 i, gint64 *vcpu, gint64 *mib)
{
  gint64 count = uitweg_table_int64 (build->resources, i,
                                     UITWEG_RESOURCE_COUNT);
  gint64 bytes = uitweg_table_int64 (build->resources, i,
                                     UITWEG_RESOURCE_MEMORY);

  *vcpu = uitweg_table_int64 (build->resources, i, UITWEG_RESOURCE_VCPU);
  if (*vcpu == UITWEG_UNKNOWN || bytes == UITWEG_UNKNOWN)
    return FALSE;
  count = count == UITWEG_UNKNOWN ? 1 : count;
  return !__builtin_mul_overflow (*vcpu, count, vcpu)
         && !__builtin_mul_overflow (bytes / BYTES_PER_MIB, count, mib);
}

static gboolean
is_machine (const OptionsBuild *build, guint32 i)
{
  return is_on_premises (build, i)
         && !uitweg_estate_is_placeholder (build->estate, i)
         && uitweg_table_enum (build->resources, i, UITWEG_RESOURCE_KIND)
                == UITWEG_KIND_VM;
}

static OptionsMachines
sum_machines (const OptionsBuild *build)
{
  OptionsMachines sum = { UITWEG_UNKNOWN, 0, 0, TRUE };

  for (guint32 i = 0; i < build->n_resources; i++)
    {
      gint64 vcpu, mib;

      if (!is_machine (build, i))
        continue;
      if (!get_size (build, i, &vcpu, &mib)
          || __builtin_add_overflow (sum.vcpu, vcpu, &sum.vcpu)
          || __builtin_add_overflow (sum.mib, mib, &sum.mib))
        sum.complete = FALSE;
    }
  return sum;
}

gboolean
options_price_premises (const OptionsBuild *build,
                        gint64 vcpu_ppm,
                        gint64 mib,
                        UitwegMoneyRange *out,
                        GError **error)
{
  const OptionsMachines *sum = &build->machines;
  double share = uitweg_catalog_number (build->catalog,
                                        "cost.premises_share.vcpu");
  gint64 ppm = (gint64) base_round_half_even (share * PPM);
  UitwegMoney by_cpu, by_memory, whole, rest, all;

  if (!uitweg_money_scale (sum->eur_per_month, ppm, PPM, &whole, error))
    return FALSE;
  rest = sum->eur_per_month - whole;
  if (!uitweg_money_scale (whole, vcpu_ppm, MAX (sum->vcpu, 1) * PPM, &by_cpu,
                           error)
      || !uitweg_money_scale (rest, mib, MAX (sum->mib, 1), &by_memory, error)
      || !uitweg_money_add (by_cpu, by_memory, &all, error))
    return FALSE;
  /* A machine of unknown size would take some of it: then it is at most. */
  *out = (UitwegMoneyRange){ sum->complete ? all : 0, all };
  return TRUE;
}

/* What stands on premises and is no machine is in the machines' shares. */
static gboolean
is_carried (gint kind)
{
  return kind == UITWEG_KIND_HOST || kind == UITWEG_KIND_POOL
         || kind == UITWEG_KIND_DISK || kind == UITWEG_KIND_NETWORK
         || kind == UITWEG_KIND_SUBNET || kind == UITWEG_KIND_SNAPSHOT
         || kind == UITWEG_KIND_IMAGE;
}

static gboolean
add_premises (OptionsBuild *build, GError **error)
{
  build->machines = sum_machines (build);
  if (!get_premises_cost (build, &build->machines.eur_per_month, error))
    return FALSE;
  if (build->machines.vcpu == 0)
    build->machines.eur_per_month = UITWEG_UNKNOWN;
  if (build->machines.eur_per_month == UITWEG_UNKNOWN)
    return TRUE;
  for (guint32 i = 0; i < build->n_resources; i++)
    {
      UitwegMoneyRange *today = &build->out->run_today[i];
      gint64 vcpu, mib;

      if (today->lo != UITWEG_UNKNOWN || !is_on_premises (build, i)
          || uitweg_estate_is_placeholder (build->estate, i))
        continue;
      if (is_carried (
              uitweg_table_enum (build->resources, i, UITWEG_RESOURCE_KIND)))
        *today = (UitwegMoneyRange){ 0, 0 };
      else if (is_machine (build, i) && get_size (build, i, &vcpu, &mib)
               && !options_price_premises (build, vcpu * PPM, mib, today,
                                           error))
        return FALSE;
    }
  return TRUE;
}

gboolean
options_find_run_today (OptionsBuild *build, GError **error)
{
  UitwegOptions *out = build->out;
  guint32 n = MAX (build->n_resources, 1);

  out->run_today = g_new (UitwegMoneyRange, n);
  out->run_today_grade = g_new (guint8, n);
  for (guint32 i = 0; i < n; i++)
    {
      out->run_today[i] = BASE_MONEY_RANGE_UNKNOWN;
      out->run_today_grade[i] = UITWEG_GRADE_ASSUMED;
    }
  if (!options_add_bills (build, error))
    return FALSE;
  add_stated (build);
  return add_premises (build, error);
}
