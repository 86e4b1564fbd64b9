/* SPDX-License-Identifier: EUPL-1.2
 *
 * What each resource needs (FIGURES 2): what is used, with headroom, and not
 * what was once allocated. Each fallback is named in the result.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "options/options-private.h"

typedef enum
{
  BASIS_PERCENTILE,
  BASIS_PEAK,
  BASIS_AVERAGE,
  BASIS_ALLOCATED,
} Basis;

typedef struct
{
  double percentile; /* share of what is allocated; NAN unknown */
  double peak;
  double average;
} Use;

static Use
get_use (const UitwegTable *resources,
         guint32 i,
         const char *what,
         const char *percentile)
{
  const UitwegTable *rows = uitweg_table_child (resources,
                                                UITWEG_RESOURCE_UTILISATION);
  Use use = { (double) NAN, (double) NAN, (double) NAN };
  guint32 first, n;

  if (!uitweg_table_list (resources, i, UITWEG_RESOURCE_UTILISATION, &first,
                          &n))
    return use;
  for (guint32 row = first; row < first + n; row++)
    {
      const char *name = uitweg_table_text (rows, row, UITWEG_UTILISATION_WHAT);
      const char *statistic = uitweg_table_text (rows, row,
                                                 UITWEG_UTILISATION_STATISTIC);
      double value = uitweg_table_number (rows, row, UITWEG_UTILISATION_VALUE);

      if (g_strcmp0 (name, what) != 0 || statistic == NULL)
        continue;
      if (g_str_equal (statistic, percentile))
        use.percentile = value;
      else if (g_str_equal (statistic, "peak"))
        use.peak = value;
      else if (g_str_equal (statistic, "average"))
        use.average = value;
    }
  return use;
}

/* The share of what is allocated that is needed. */
static double
get_share (Use use, double headroom, double average_factor, Basis *basis_out)
{
  if (!isnan (use.percentile))
    {
      *basis_out = BASIS_PERCENTILE;
      return use.percentile * headroom;
    }
  if (!isnan (use.peak))
    {
      *basis_out = BASIS_PEAK;
      return use.peak;
    }
  if (!isnan (use.average))
    {
      *basis_out = BASIS_AVERAGE;
      return use.average * average_factor;
    }
  *basis_out = BASIS_ALLOCATED;
  return 1;
}

static gint64
scale_bytes (gint64 bytes, double factor)
{
  double scaled;

  if (bytes == UITWEG_UNKNOWN)
    return UITWEG_UNKNOWN;
  scaled = base_round_half_even ((double) bytes * factor);
  if (!(scaled >= 0 && scaled < 9.0e18))
    return UITWEG_UNKNOWN;
  return (gint64) scaled;
}

/* Growth from today to the middle of the horizon. */
static double
get_growth (const OptionsBuild *build, guint32 i, gboolean *known_out)
{
  double rate = uitweg_table_number (build->resources, i,
                                     UITWEG_RESOURCE_GROWTH);
  double years = (double) build->scenario->horizon_months / 24;

  *known_out = !isnan (rate);
  if (isnan (rate) || rate <= -1 || years <= 0)
    return 1;
  return base_pow (1 + rate, years);
}

/* Bytes on the disks of one copy, but for those that are resources of their
 * own: they are priced there. */
static gint64
sum_disks (const OptionsBuild *build, guint32 i, double growth, gboolean *used)
{
  const UitwegTable *disks = uitweg_table_child (build->resources,
                                                 UITWEG_RESOURCE_DISKS);
  guint32 first, n;
  gint64 sum = 0;

  if (!uitweg_table_list (build->resources, i, UITWEG_RESOURCE_DISKS, &first,
                          &n)
      || n == 0)
    return UITWEG_UNKNOWN;
  for (guint32 row = first; row < first + n; row++)
    {
      const char *id = uitweg_table_text (disks, row, UITWEG_DISK_ID);
      gint64 bytes = uitweg_table_int64 (disks, row, UITWEG_DISK_USED);
      guint32 own = UITWEG_NONE;

      if (id != NULL)
        own = uitweg_estate_find (build->estate, UITWEG_RECORD_RESOURCE, id);
      if (own != UITWEG_NONE && own != i)
        continue;
      if (bytes == UITWEG_UNKNOWN)
        {
          bytes = uitweg_table_int64 (disks, row, UITWEG_DISK_SIZE);
          *used = FALSE;
        }
      else
        bytes = scale_bytes (bytes, growth);
      if (bytes == UITWEG_UNKNOWN || __builtin_add_overflow (sum, bytes, &sum))
        return UITWEG_UNKNOWN;
    }
  return sum;
}

static gint64
get_disk (const OptionsBuild *build, guint32 i, gint64 count, GString *basis)
{
  gboolean grows, used = TRUE;
  double growth = get_growth (build, i, &grows);
  gint64 bytes = sum_disks (build, i, growth, &used);

  if (bytes == UITWEG_UNKNOWN)
    {
      bytes = uitweg_table_int64 (build->resources, i, UITWEG_RESOURCE_USED);
      if (bytes == UITWEG_UNKNOWN)
        bytes = uitweg_table_int64 (build->resources, i, UITWEG_RESOURCE_DATA);
      bytes = scale_bytes (bytes, growth / (double) MAX (count, 1));
    }
  if (bytes == UITWEG_UNKNOWN)
    return bytes;
  if (basis->len > 0)
    g_string_append (basis, "; ");
  if (!used)
    g_string_append (basis, "disk allocated");
  else if (grows)
    g_string_append (basis, "disk used + growth");
  else
    g_string_append (basis, "disk used, growth not known");
  return bytes;
}

static void
append_basis (GString *text,
              const char *what,
              const char *percentile,
              Basis basis,
              double headroom,
              double average_factor)
{
  if (text->len > 0)
    g_string_append (text, "; ");
  g_string_append_printf (text, "%s ", what);
  switch (basis)
    {
    case BASIS_PERCENTILE:
      g_string_append_printf (text, "%s x ", percentile);
      base_append_number (text, headroom);
      break;
    case BASIS_PEAK:
      g_string_append (text, "peak");
      break;
    case BASIS_AVERAGE:
      g_string_append (text, "average x ");
      base_append_number (text, average_factor);
      break;
    case BASIS_ALLOCATED:
      g_string_append (text, "allocated");
      break;
    }
}

static UitwegNeed
find_need (OptionsBuild *build, guint32 i)
{
  const UitwegTable *resources = build->resources;
  const UitwegCatalog *catalog = build->catalog;
  double cpu = uitweg_catalog_number (catalog, "cost.right_size.cpu_headroom");
  double memory = uitweg_catalog_number (catalog,
                                         "cost.right_size.memory_headroom");
  double average = uitweg_catalog_number (catalog,
                                          "cost.right_size.average_factor");
  g_autoptr (GString) text = g_string_new (NULL);
  UitwegNeed need;
  Basis basis;
  double share;

  need.count = uitweg_table_int64 (resources, i, UITWEG_RESOURCE_COUNT);
  if (need.count == UITWEG_UNKNOWN)
    need.count = 1;
  need.vcpu = uitweg_table_number (resources, i, UITWEG_RESOURCE_VCPU);
  if (!isnan (need.vcpu))
    {
      share = get_share (get_use (resources, i, "cpu", "p95"), cpu, average,
                         &basis);
      need.vcpu *= share;
      append_basis (text, "vCPU", "p95", basis, cpu, average);
    }
  need.memory = uitweg_table_int64 (resources, i, UITWEG_RESOURCE_MEMORY);
  if (need.memory != UITWEG_UNKNOWN)
    {
      share = get_share (get_use (resources, i, "memory", "p99"), memory,
                         average, &basis);
      need.memory = scale_bytes (need.memory, share);
      append_basis (text, "memory", "p99", basis, memory, average);
    }
  need.disk = get_disk (build, i, need.count, text);
  need.basis = options_intern (build, text->len > 0 ? text->str : "not known");
  return need;
}

void
options_find_needs (OptionsBuild *build)
{
  build->out->needs = g_new (UitwegNeed, MAX (build->n_resources, 1));
  for (guint32 i = 0; i < build->n_resources; i++)
    build->out->needs[i] = find_need (build, i);
}
