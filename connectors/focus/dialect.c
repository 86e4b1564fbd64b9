/* SPDX-License-Identifier: EUPL-1.2
 *
 * The columns of FOCUS 1.0 to 1.3, of Azure cost exports (EA and MCA) and of
 * the AWS Cost and Usage Report, 2.0 and before; and the times in them.
 */
#include "config.h"

#include "connectors/focus/dialect.h"

#include <string.h>

#include <uitweg/day.h>

#define MOST_NAMES 4

typedef struct
{
  FocusColumn column;
  const char *names[MOST_NAMES]; /* the first that is there */
} Names;

static const Names focus_names[] = {
  { FOCUS_BILLED, { "BilledCost" } },
  { FOCUS_EFFECTIVE, { "EffectiveCost" } },
  { FOCUS_CURRENCY, { "BillingCurrency" } },
  { FOCUS_CHARGE, { "ChargeCategory" } },
  { FOCUS_START, { "ChargePeriodStart" } },
  { FOCUS_END, { "ChargePeriodEnd" } },
  { FOCUS_SERVICE, { "ServiceName" } },
  { FOCUS_CATEGORY, { "ServiceCategory" } },
  { FOCUS_RESOURCE, { "ResourceId" } },
  { FOCUS_NAME, { "ResourceName" } },
  { FOCUS_TYPE, { "ResourceType" } },
  { FOCUS_REGION, { "RegionId", "Region" } },
  { FOCUS_ZONE, { "AvailabilityZone" } },
  { FOCUS_ACCOUNT, { "SubAccountId" } },
  { FOCUS_PAYER, { "BillingAccountId" } },
  { FOCUS_PROVIDER, { "ProviderName", "ServiceProviderName" } },
  { FOCUS_PUBLISHER, { "PublisherName", "ServiceProviderName" } },
  { FOCUS_ISSUER, { "InvoiceIssuerName", "InvoiceIssuer" } },
  { FOCUS_QUANTITY, { "ConsumedQuantity", "PricingQuantity" } },
  { FOCUS_UNIT, { "ConsumedUnit", "PricingUnit" } },
  { FOCUS_DESCRIPTION, { "ChargeDescription", "SkuMeter" } },
  { FOCUS_COMMITMENT, { "CommitmentDiscountId" } },
  { FOCUS_COMMITMENT_NAME, { "CommitmentDiscountName" } },
  { FOCUS_COMMITMENT_TYPE, { "CommitmentDiscountType" } },
  { FOCUS_COMMITMENT_STATUS, { "CommitmentDiscountStatus" } },
  { FOCUS_TAGS, { "Tags" } },
  { FOCUS_PERIOD_START, { "BillingPeriodStart" } },
  { FOCUS_PERIOD_END, { "BillingPeriodEnd" } },
};

static const Names azure_names[] = {
  { FOCUS_BILLED, { "Cost", "CostInBillingCurrency", "PreTaxCost" } },
  { FOCUS_CURRENCY, { "BillingCurrency", "BillingCurrencyCode", "Currency" } },
  { FOCUS_CHARGE, { "ChargeType" } },
  { FOCUS_START, { "Date", "UsageDateTime", "UsageDate" } },
  { FOCUS_SERVICE, { "MeterCategory" } },
  { FOCUS_CATEGORY, { "ServiceFamily" } },
  { FOCUS_RESOURCE, { "ResourceId", "InstanceId" } },
  { FOCUS_NAME, { "ResourceName" } },
  { FOCUS_REGION, { "ResourceLocation", "ResourceLocationNormalized" } },
  { FOCUS_ACCOUNT, { "SubscriptionId", "SubscriptionGuid" } },
  { FOCUS_PAYER, { "BillingAccountId" } },
  { FOCUS_PUBLISHER, { "PublisherName" } },
  { FOCUS_QUANTITY, { "Quantity", "UsageQuantity" } },
  { FOCUS_UNIT, { "UnitOfMeasure" } },
  { FOCUS_DESCRIPTION, { "MeterName" } },
  { FOCUS_COMMITMENT, { "benefitId", "ReservationId" } },
  { FOCUS_COMMITMENT_NAME, { "benefitName", "ReservationName" } },
  { FOCUS_TAGS, { "Tags" } },
  { FOCUS_PERIOD_START, { "BillingPeriodStartDate" } },
  { FOCUS_PERIOD_END, { "BillingPeriodEndDate" } },
  { FOCUS_TERM, { "Term" } },
  { FOCUS_FREQUENCY, { "Frequency" } },
  { FOCUS_PRICING, { "PricingModel" } },
};

static const Names cur_names[] = {
  { FOCUS_BILLED, { "line_item_unblended_cost", "lineItem/UnblendedCost" } },
  { FOCUS_CURRENCY, { "line_item_currency_code", "lineItem/CurrencyCode" } },
  { FOCUS_CHARGE, { "line_item_line_item_type", "lineItem/LineItemType" } },
  { FOCUS_START, { "line_item_usage_start_date", "lineItem/UsageStartDate" } },
  { FOCUS_END, { "line_item_usage_end_date", "lineItem/UsageEndDate" } },
  { FOCUS_SERVICE, { "line_item_product_code", "lineItem/ProductCode" } },
  { FOCUS_RESOURCE, { "line_item_resource_id", "lineItem/ResourceId" } },
  { FOCUS_TYPE, { "line_item_usage_type", "lineItem/UsageType" } },
  { FOCUS_REGION,
    { "product_region_code", "product/regionCode", "product_region",
      "product/region" } },
  { FOCUS_ZONE,
    { "line_item_availability_zone", "lineItem/AvailabilityZone" } },
  { FOCUS_ACCOUNT,
    { "line_item_usage_account_id", "lineItem/UsageAccountId" } },
  { FOCUS_PAYER, { "bill_payer_account_id", "bill/PayerAccountId" } },
  { FOCUS_PUBLISHER, { "line_item_legal_entity", "lineItem/LegalEntity" } },
  { FOCUS_ISSUER, { "bill_invoicing_entity", "bill/InvoicingEntity" } },
  { FOCUS_QUANTITY, { "line_item_usage_amount", "lineItem/UsageAmount" } },
  { FOCUS_UNIT, { "pricing_unit", "pricing/unit" } },
  { FOCUS_DESCRIPTION, { "line_item_usage_type", "lineItem/UsageType" } },
  { FOCUS_COMMITMENT,
    { "reservation_reservation_a_r_n", "reservation/ReservationARN" } },
  { FOCUS_COMMITMENT_END, { "reservation_end_time", "reservation/EndTime" } },
  { FOCUS_TAGS, { "resource_tags" } },
  { FOCUS_PERIOD_START,
    { "bill_billing_period_start_date", "bill/BillingPeriodStartDate" } },
  { FOCUS_PERIOD_END,
    { "bill_billing_period_end_date", "bill/BillingPeriodEndDate" } },
  { FOCUS_PLAN_EFFECTIVE,
    { "savings_plan_savings_plan_effective_cost",
      "savingsPlan/SavingsPlanEffectiveCost" } },
  { FOCUS_RESERVED_EFFECTIVE,
    { "reservation_effective_cost", "reservation/EffectiveCost" } },
  { FOCUS_PLAN,
    { "savings_plan_savings_plan_a_r_n", "savingsPlan/SavingsPlanARN" } },
  { FOCUS_PLAN_END, { "savings_plan_end_time", "savingsPlan/EndTime" } },
  { FOCUS_PLAN_COMMITTED,
    { "savings_plan_total_commitment_to_date",
      "savingsPlan/TotalCommitmentToDate" } },
  { FOCUS_PLAN_USED,
    { "savings_plan_used_commitment", "savingsPlan/UsedCommitment" } },
  { FOCUS_RESERVED_UNUSED_UPFRONT,
    { "reservation_unused_amortized_upfront_fee_for_billing_period",
      "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod" } },
  { FOCUS_RESERVED_UNUSED_FEE,
    { "reservation_unused_recurring_fee", "reservation/UnusedRecurringFee" } },
};

static const struct
{
  const char *name;
  const char *word;
  const Names *names;
  gsize n_names;
  FocusColumn needed[6]; /* beside FOCUS_BILLED, the last repeats */
} dialects[FOCUS_N_DIALECTS] = {
  { "a FOCUS bill",
    "focus",
    focus_names,
    G_N_ELEMENTS (focus_names),
    { FOCUS_EFFECTIVE, FOCUS_CURRENCY, FOCUS_CHARGE, FOCUS_START, FOCUS_END,
      FOCUS_SERVICE } },
  { "an Azure cost export",
    "azure",
    azure_names,
    G_N_ELEMENTS (azure_names),
    { FOCUS_CHARGE, FOCUS_START, FOCUS_SERVICE, FOCUS_RESOURCE, FOCUS_RESOURCE,
      FOCUS_RESOURCE } },
  { "an AWS Cost and Usage Report",
    "cur",
    cur_names,
    G_N_ELEMENTS (cur_names),
    { FOCUS_CHARGE, FOCUS_START, FOCUS_END, FOCUS_SERVICE, FOCUS_SERVICE,
      FOCUS_SERVICE } },
};

static const Names *
find_names (FocusDialect dialect, FocusColumn column)
{
  for (gsize i = 0; i < dialects[dialect].n_names; i++)
    if (dialects[dialect].names[i].column == column)
      return &dialects[dialect].names[i];
  return NULL;
}

static gboolean
has_any (const Names *names,
         gboolean (*has) (gconstpointer data, const char *name),
         gconstpointer data)
{
  for (guint i = 0; i < MOST_NAMES && names->names[i] != NULL; i++)
    if (has (data, names->names[i]))
      return TRUE;
  return FALSE;
}

FocusDialect
focus_dialect_find (gboolean (*has) (gconstpointer data, const char *name),
                    gconstpointer data)
{
  for (guint i = 0; i < FOCUS_N_DIALECTS; i++)
    {
      FocusDialect dialect = (FocusDialect) i;
      gboolean all = has_any (find_names (dialect, FOCUS_BILLED), has, data);

      for (guint k = 0; all && k < G_N_ELEMENTS (dialects[i].needed); k++)
        all = has_any (find_names (dialect, dialects[i].needed[k]), has, data);
      if (all)
        return dialect;
    }
  return FOCUS_DIALECT_NONE;
}

static gboolean
csv_has (gconstpointer data, const char *name)
{
  return base_csv_find_column (data, name) != UITWEG_NONE;
}

FocusDialect
focus_dialect_of (const BaseCsv *csv)
{
  return focus_dialect_find (csv_has, csv);
}

const char *
focus_dialect_get_missing (const BaseCsv *csv)
{
  for (guint i = 0; i < FOCUS_N_DIALECTS; i++)
    {
      FocusDialect dialect = (FocusDialect) i;
      const Names *billed = find_names (dialect, FOCUS_BILLED);
      const Names *charge = find_names (dialect, FOCUS_CHARGE);

      if (!has_any (billed, csv_has, csv) && !has_any (charge, csv_has, csv))
        continue;
      if (!has_any (billed, csv_has, csv))
        return billed->names[0];
      for (guint k = 0; k < G_N_ELEMENTS (dialects[i].needed); k++)
        {
          const Names *names = find_names (dialect, dialects[i].needed[k]);

          if (!has_any (names, csv_has, csv))
            return names->names[0];
        }
    }
  return NULL;
}

void
focus_dialect_get_columns (FocusDialect dialect,
                           const BaseCsv *csv,
                           guint32 *columns_out)
{
  for (guint i = 0; i < FOCUS_N_COLUMNS; i++)
    columns_out[i] = UITWEG_NONE;
  for (gsize i = 0; i < dialects[dialect].n_names; i++)
    {
      const Names *names = &dialects[dialect].names[i];
      guint32 *column = &columns_out[names->column];

      for (guint k = 0;
           k < MOST_NAMES && names->names[k] != NULL && *column == UITWEG_NONE;
           k++)
        *column = base_csv_find_column (csv, names->names[k]);
    }
}

const char *
focus_dialect_get_name (FocusDialect dialect)
{
  return dialects[dialect].name;
}

const char *
focus_dialect_get_word (FocusDialect dialect)
{
  return dialects[dialect].word;
}

/* Times. */

#define DAY_SECONDS 86400

/* A number of 1 to @most digits at *at; -1 if there is none. */
static gint
take_number (const char **at, const char *end, guint most)
{
  gint value = 0;
  guint n = 0;

  for (; *at < end && g_ascii_isdigit (**at) && n < most; (*at)++, n++)
    value = value * 10 + (**at - '0');
  return n > 0 ? value : -1;
}

static gboolean
take_char (const char **at, const char *end, const char *wanted)
{
  if (*at == end || strchr (wanted, **at) == NULL || **at == '\0')
    return FALSE;
  (*at)++;
  return TRUE;
}

/* Days since 1970; months and days as uitweg_day_from_date() checks them. */
static gint64
make_day (gint year, gint month, gint day_of_month)
{
  UitwegDay day;

  if (year < 1970 || year > 2900 || month < 1 || month > 12 || day_of_month < 1
      || day_of_month > 31)
    return UITWEG_UNKNOWN;
  day = uitweg_day_from_date (year, month, day_of_month);
  return day == UITWEG_DAY_UNKNOWN ? UITWEG_UNKNOWN
                                   : day - uitweg_day_from_date (1970, 1, 1);
}

static gint64
take_day (const char **at, const char *end)
{
  gint first = take_number (at, end, 4);
  char separator = *at < end ? **at : '\0';
  gint second, third;

  if (first < 0 || !take_char (at, end, "-/."))
    return UITWEG_UNKNOWN;
  second = take_number (at, end, 2);
  if (second < 0 || *at == end || **at != separator)
    return UITWEG_UNKNOWN;
  (*at)++;
  third = take_number (at, end, 4);
  if (first > 31)
    return make_day (first, second, third);
  if (separator == '/' && first <= 12)
    return make_day (third, first, second);
  return make_day (third, second, first);
}

/* "22:00[:00[.000]]" in seconds. */
static gint64
take_clock (const char **at, const char *end)
{
  gint hours = take_number (at, end, 2);
  gint minutes, seconds = 0;

  if (hours < 0 || hours > 24 || !take_char (at, end, ":"))
    return UITWEG_UNKNOWN;
  minutes = take_number (at, end, 2);
  if (minutes < 0 || minutes > 59)
    return UITWEG_UNKNOWN;
  if (take_char (at, end, ":"))
    seconds = take_number (at, end, 2);
  if (seconds < 0 || seconds > 60)
    return UITWEG_UNKNOWN;
  if (take_char (at, end, ".,"))
    while (*at < end && g_ascii_isdigit (**at))
      (*at)++;
  return hours * 3600 + minutes * 60 + seconds;
}

/* "Z", "UTC", "+02:00" in seconds ahead of UTC. */
static gint64
take_zone (const char **at, const char *end)
{
  gint sign, hours, minutes;

  while (take_char (at, end, " "))
    continue;
  if (*at == end)
    return 0;
  if (take_char (at, end, "Zz"))
    return 0;
  if (end - *at == 3 && memcmp (*at, "UTC", 3) == 0)
    {
      *at = end;
      return 0;
    }
  sign = **at == '-' ? -1 : 1;
  if (!take_char (at, end, "+-"))
    return UITWEG_UNKNOWN;
  hours = take_number (at, end, 2);
  take_char (at, end, ":");
  minutes = *at < end ? take_number (at, end, 2) : 0;
  if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
    return UITWEG_UNKNOWN;
  return sign * (hours * 3600 + minutes * 60);
}

gint64
focus_time_parse (const char *text, gsize length)
{
  const char *at = text;
  const char *end = text + length;
  gint64 day = take_day (&at, end);
  gint64 clock = 0, zone;

  if (day == UITWEG_UNKNOWN)
    return UITWEG_UNKNOWN;
  if (take_char (&at, end, "T ") && at < end)
    clock = take_clock (&at, end);
  zone = take_zone (&at, end);
  if (clock == UITWEG_UNKNOWN || zone == UITWEG_UNKNOWN || at != end)
    return UITWEG_UNKNOWN;
  return day * DAY_SECONDS + clock - zone;
}
