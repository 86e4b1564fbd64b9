/* SPDX-License-Identifier: EUPL-1.2
 *
 * Writes a synthetic bill in FOCUS 1.0: 44 columns, about 750 bytes a row,
 * hourly rows of one month in random order of things. Same options, same
 * bytes.
 *
 *   make-bill --rows N [--resources N] [--seed S]
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include <glib.h>

#include "base/rng.h"

static gint64 n_rows = 1000000;
static gint64 n_resources = 20000;
static gint64 seed = 1;

static const GOptionEntry entries[] = {
  { "rows", 0, 0, G_OPTION_ARG_INT64, &n_rows, "how many rows", "N" },
  { "resources", 0, 0, G_OPTION_ARG_INT64, &n_resources, "of how many things",
    "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "seed", "S" },
  { NULL },
};

static const char header[] =
    "AvailabilityZone,BilledCost,BillingAccountId,BillingAccountName,"
    "BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,"
    "ChargeClass,ChargeDescription,ChargeFrequency,ChargePeriodEnd,"
    "ChargePeriodStart,CommitmentDiscountCategory,CommitmentDiscountId,"
    "CommitmentDiscountName,CommitmentDiscountStatus,CommitmentDiscountType,"
    "ConsumedQuantity,ConsumedUnit,ContractedCost,ContractedUnitPrice,"
    "EffectiveCost,InvoiceIssuerName,ListCost,ListUnitPrice,PricingCategory,"
    "PricingQuantity,PricingUnit,ProviderName,PublisherName,RegionId,"
    "RegionName,ResourceId,ResourceName,ResourceType,ServiceCategory,Id,"
    "ServiceName,SkuId,SkuPriceId,SubAccountId,SubAccountName,Tags\n";

typedef struct
{
  const char *category;
  const char *service;
  const char *type;
  const char *prefix;
  const char *unit;
  const char *description;
} Kind;

static const Kind kinds[] = {
  { "Compute", "Amazon Elastic Compute Cloud", "instance", "i-0", "Hours",
    "$0.0960 per On Demand Linux m5.large Instance Hour" },
  { "Storage", "Amazon Elastic Compute Cloud", "volume", "vol-0", "GB-Months",
    "$0.088 per GB-month of General Purpose (gp3) provisioned storage" },
  { "Networking", "Elastic Load Balancing", "",
    "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/lb/",
    "LCU-Hours", "$0.008 per used Application load balancer capacity unit" },
  { "Networking", "Amazon Elastic Compute Cloud", "instance", "i-0", "GB",
    "$0.090 per GB - first 10 TB / month data transfer out beyond the free "
    "tier" },
  { "Databases", "Amazon Relational Database Service", "",
    "arn:aws:rds:eu-west-1:111122223333:db:app-", "Hours",
    "$0.350 per RDS db.m5.large Single-AZ instance hour running PostgreSQL" },
};

static const char *const regions[][2] = {
  { "eu-west-1", "EU (Ireland)" },
  { "eu-central-1", "EU (Frankfurt)" },
  { "eu-north-1", "EU (Stockholm)" },
};

static guint64 draws;

static guint
draw (guint below)
{
  return base_rng_below ((guint64) seed, 0, draws++, below);
}

static void
append_times (GString *row, guint hour)
{
  const guint next = hour + 1;

  if (next < 744)
    g_string_append_printf (row, "2026-10-%02u %02u:00:00,", 1 + next / 24,
                            next % 24);
  else
    g_string_append (row, "2026-11-01 00:00:00,");
  g_string_append_printf (row, "2026-10-%02u %02u:00:00,", 1 + hour / 24,
                          hour % 24);
}

static void
append_row (GString *row, guint64 number)
{
  const guint thing = draw ((guint) n_resources);
  const Kind *kind = &kinds[thing % G_N_ELEMENTS (kinds)];
  const char *const *region = regions[thing % G_N_ELEMENTS (regions)];
  const guint account = thing % 40;
  const guint cost = 1 + draw (99999999);

  g_string_append_printf (row, "%sa,0.%011u,1234567890123,Dijkerwaard,USD,",
                          region[0], cost);
  g_string_append (row, "2026-11-01 00:00:00,2026-10-01 00:00:00,Usage,NULL,");
  g_string_append_printf (row, "\"%s in %s\",Usage-Based,", kind->description,
                          region[1]);
  append_times (row, draw (744));
  g_string_append_printf (row, "NULL,NULL,NULL,NULL,NULL,%u.%015u,%s,",
                          draw (100), draw (1000000000), kind->unit);
  g_string_append_printf (row, "0.%011u,0.09600000000,0.%011u,", cost, cost);
  g_string_append_printf (row,
                          "\"Amazon Web Services EMEA SARL\",0.%011u,"
                          "0.0960000000,Standard,%u.%011u,%s,AWS,",
                          cost, draw (100), draw (1000000000), kind->unit);
  g_string_append_printf (row, "Amazon Web Services EMEA SARL,%s,%s,",
                          region[0], region[1]);
  g_string_append_printf (row, "%s%016x,app-%05u,%s,%s,%" G_GUINT64_FORMAT,
                          kind->prefix, thing, thing, kind->type,
                          kind->category, number);
  g_string_append_printf (row,
                          ",%s,G95FST5FTYV3%04u,G95FST5FTYV3%04u."
                          "JRTCKXETXF.VXGXCWQKTY,%012u,account-%02u,",
                          kind->service, thing % 1000, thing % 1000,
                          100000000 + account, account);
  g_string_append_printf (row,
                          "\"{\"\"application\"\": \"\"app-%03u\"\", "
                          "\"\"environment\"\": \"\"%s\"\", "
                          "\"\"business_unit\"\": \"\"unit-%02u\"\"}\"\n",
                          thing % 500, thing % 3 == 0 ? "dev" : "prod",
                          thing % 20);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GString) row = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "make-bill: %s\n", error->message);
      return EXIT_FAILURE;
    }
  fputs (header, stdout);
  for (gint64 i = 0; i < n_rows; i++)
    {
      g_string_truncate (row, 0);
      append_row (row, (guint64) i);
      fputs (row->str, stdout);
    }
  return fflush (stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
