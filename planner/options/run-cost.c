/* SPDX-License-Identifier: EUPL-1.2
 *
 * Run cost per month of an option (FIGURES 2), part by part: machine, storage,
 * service, traffic, licences, and the hours of people where a provider's
 * service becomes one's own.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "options/machines.h"

#define FINE 1000000

/* Whether one of the words, parted by `|`, is the text. */
static gboolean
is_one_of (const char *words, const char *text)
{
  gsize n = strlen (text);

  for (const char *word = words; word != NULL;)
    {
      const char *end = strchr (word, '|');
      gsize length = end != NULL ? (gsize) (end - word) : strlen (word);

      if (length == n && memcmp (word, text, n) == 0)
        return TRUE;
      word = end != NULL ? end + 1 : NULL;
    }
  return FALSE;
}

/* Things that providers give with the place; only what the catalog says. */
static gboolean
is_included (const OptionsBuild *build, const OptionsResource *resource)
{
  const char *words = uitweg_catalog_text (build->catalog,
                                           "cost.included.what");
  const char *const *list = resource->entry != NULL
                                ? resource->entry->capabilities
                                : NULL;

  gboolean is_rule = resource->kind == UITWEG_KIND_NETWORK
                     || resource->kind == UITWEG_KIND_SUBNET
                     || resource->kind == UITWEG_KIND_ROLE;

  if (list == NULL || list[0] == NULL)
    return is_rule;
  /* a network or a role is one of the things named, anything else is it only
   * if it is nothing besides */
  for (guint i = 0; list[i] != NULL; i++)
    if (is_one_of (words, list[i]) == is_rule)
      return is_rule;
  return !is_rule;
}

/* The offer kind of a managed service, from what its type asks of a target;
 * -1: no list has such rows. */
static gint
get_managed_kind (const OptionsResource *resource)
{
  const char *const *list = resource->entry != NULL
                                ? resource->entry->capabilities
                                : NULL;

  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    {
      gint kind = options_find_offer_kind (list[i]);

      if (kind >= OPTIONS_OFFER_POSTGRESQL)
        return kind;
      if (g_str_equal (list[i], "k8s"))
        return OPTIONS_OFFER_KUBERNETES;
      if (g_str_has_prefix (list[i], "load_balancer"))
        return OPTIONS_OFFER_LOAD_BALANCER;
    }
  return -1;
}

/* The class of storage that a thing is, or -1. */
static gint
get_storage_kind (UitwegResourceKind kind)
{
  if (kind == UITWEG_KIND_DISK || kind == UITWEG_KIND_IMAGE)
    return OPTIONS_OFFER_BLOCK;
  if (kind == UITWEG_KIND_BUCKET || kind == UITWEG_KIND_REGISTRY
      || kind == UITWEG_KIND_BACKUP)
    return OPTIONS_OFFER_OBJECT;
  return kind == UITWEG_KIND_SHARE ? OPTIONS_OFFER_FILE : -1;
}

static gboolean
add_service (OptionsBuild *build,
             const OptionsResource *resource,
             const UitwegTarget *target,
             guint price_class,
             GError **error)
{
  gint kind = get_managed_kind (resource);
  gint storage = get_storage_kind (resource->kind);
  UitwegPart part = { 0 };

  if (storage >= 0)
    return options_add_storage (build, resource, (OptionsOfferKind) storage,
                                resource->need->disk, target, price_class,
                                error);
  part.kind = UITWEG_PART_MANAGED_SERVICE;
  part.monthly = TRUE;
  part.grade = UITWEG_GRADE_ASSUMED;
  if (resource->kind == UITWEG_KIND_POOL)
    {
      part.kind = UITWEG_PART_STORAGE;
      part.source = "estate";
      part.text = "a pool is priced with the disks that stand in it";
      options_add_part (build, &part);
      return TRUE;
    }
  if (is_included (build, resource))
    {
      part.source = "cost.included.what";
      part.text = "included in the provider's network, no price published";
      options_add_part (build, &part);
      return TRUE;
    }
  if (kind == OPTIONS_OFFER_KUBERNETES || kind == OPTIONS_OFFER_LOAD_BALANCER)
    return options_add_span (build, resource, (OptionsOfferKind) kind,
                             kind == OPTIONS_OFFER_LOAD_BALANCER
                                 ? UITWEG_PART_ADDRESS
                                 : UITWEG_PART_MANAGED_SERVICE,
                             target, price_class, error)
           && (kind == OPTIONS_OFFER_LOAD_BALANCER
               || isnan (resource->need->vcpu)
               || options_add_machine (build, resource, OPTIONS_OFFER_VM,
                                       target, price_class, error));
  if (kind >= 0)
    return options_add_machine (build, resource, (OptionsOfferKind) kind,
                                target, price_class, error);
  if (resource->kind == UITWEG_KIND_VM)
    return options_add_machine (build, resource, OPTIONS_OFFER_VM, target,
                                price_class, error);
  part.source = "estate";
  part.text = "no price list has such a service";
  return options_add_assumed (build, resource, "run", target, part, error);
}

static const char *
get_hours_name (UitwegResourceKind kind)
{
  switch (kind)
    {
    case UITWEG_KIND_DATABASE:
      return "cost.self_run.database";
    case UITWEG_KIND_CACHE:
      return "cost.self_run.cache";
    case UITWEG_KIND_QUEUE:
      return "cost.self_run.queue";
    case UITWEG_KIND_CLUSTER:
      return "cost.self_run.cluster";
    case UITWEG_KIND_BUCKET:
    case UITWEG_KIND_SHARE:
    case UITWEG_KIND_REGISTRY:
      return "cost.self_run.storage";
    case UITWEG_KIND_FUNCTION:
    case UITWEG_KIND_CONTAINER:
      return "cost.self_run.function";
    case UITWEG_KIND_VM:
    case UITWEG_KIND_APPLICATION:
    case UITWEG_KIND_SAAS:
    case UITWEG_KIND_HOST:
    case UITWEG_KIND_POOL:
    case UITWEG_KIND_DISK:
    case UITWEG_KIND_NETWORK:
    case UITWEG_KIND_SUBNET:
    case UITWEG_KIND_LOAD_BALANCER:
    case UITWEG_KIND_DNS:
    case UITWEG_KIND_CERTIFICATE:
    case UITWEG_KIND_IDENTITY:
    case UITWEG_KIND_ROLE:
    case UITWEG_KIND_KEY:
    case UITWEG_KIND_IMAGE:
    case UITWEG_KIND_SNAPSHOT:
    case UITWEG_KIND_BACKUP:
    case UITWEG_KIND_FACILITY:
    case UITWEG_KIND_POWER:
    case UITWEG_KIND_CONNECTIVITY:
    case UITWEG_KIND_EXCHANGE:
    case UITWEG_KIND_SATELLITE:
    case UITWEG_KIND_PLATFORM:
    case UITWEG_KIND_OTHER:
    case UITWEG_KIND_UNKNOWN:
      break;
    }
  return "cost.self_run.other";
}

/* Hours a month that a managed service took off people's hands, at the day
 * rate of who does it now. */
static gboolean
add_operations (OptionsBuild *build,
                const OptionsResource *resource,
                GError **error)
{
  const char *name = get_hours_name (resource->kind);
  const char *skill = resource->kind == UITWEG_KIND_DATABASE ? "database"
                                                             : "platform";
  double hours = uitweg_catalog_number_or_nan (build->catalog, name);
  double day = uitweg_catalog_number (build->catalog, "effort.hours_per_day");
  UitwegMoney rate = uitweg_scenario_get_day_rate (build->scenario, skill);
  UitwegPart part = { 0 };

  if (rate == UITWEG_UNKNOWN || !(hours >= 0) || !(day > 0))
    {
      options_add_hole (build, UITWEG_PART_OPERATIONS, TRUE, name,
                        "people for what a managed service did: no day rate "
                        "is stated");
      return TRUE;
    }
  part.kind = UITWEG_PART_OPERATIONS;
  part.monthly = TRUE;
  part.grade = UITWEG_GRADE_ASSUMED;
  part.source = name;
  part.text = "people do what a managed service did";
  if (!uitweg_money_scale (rate, (gint64) base_round_half_even (hours * FINE),
                           (gint64) base_round_half_even (day * FINE),
                           &part.amount.lo, error))
    return FALSE;
  part.amount.hi = part.amount.lo;
  options_add_part (build, &part);
  return TRUE;
}

/* Licences that may not come along, or of which nobody knows. */
static gboolean
add_licences (OptionsBuild *build,
              const OptionsResource *resource,
              const UitwegTarget *target,
              GError **error)
{
  const UitwegTable *rows = uitweg_table_child (build->resources,
                                                UITWEG_RESOURCE_LICENCES);
  guint32 first, n;

  if (!uitweg_table_list (build->resources, resource->i,
                          UITWEG_RESOURCE_LICENCES, &first, &n))
    return TRUE;
  for (guint32 row = first; row < first + n; row++)
    {
      gint may = uitweg_table_bool (rows, row, UITWEG_LICENCE_TRANSFERABLE);
      UitwegPart part = { 0 };

      if (may == 1)
        continue;
      part.kind = UITWEG_PART_LICENCE;
      part.monthly = TRUE;
      part.source = "estate";
      part.text = options_intern_printf (
          build,
          may == 0 ? "licence %s may not be taken along: no price of a new one"
                   : "licence %s: not known whether it may be taken along",
          uitweg_table_text (rows, row, UITWEG_LICENCE_NAME));
      if (!options_add_assumed (build, resource, "licence", target, part,
                                error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_self_run (OptionsBuild *build,
              const OptionsResource *resource,
              const UitwegTarget *target,
              guint price_class,
              GError **error)
{
  gint storage = get_storage_kind (resource->kind);
  gboolean priced;

  /* what is storage runs on block storage; its machines are in the hours of
   * nobody: their size is a hole unless it is known */
  if (storage >= 0)
    priced = options_add_storage (build, resource, OPTIONS_OFFER_BLOCK,
                                  resource->need->disk, target, price_class,
                                  error);
  else
    priced = options_add_machine (build, resource, OPTIONS_OFFER_VM, target,
                                  price_class, error);
  if (priced && storage >= 0)
    options_add_hole (build, UITWEG_PART_MACHINE, TRUE, "estate",
                      "machines that serve the storage: size not known");
  return priced && add_operations (build, resource, error);
}

/* What stays costs what it costs today. */
static void
add_today (OptionsBuild *build, const OptionsResource *resource)
{
  UitwegMoneyRange today = build->out->run_today[resource->i];
  UitwegPart part = { 0 };

  if (today.lo == UITWEG_UNKNOWN)
    {
      options_add_hole (build, UITWEG_PART_OTHER, TRUE, "estate",
                        "what it costs today is not known");
      return;
    }
  part.kind = resource->on_premises ? UITWEG_PART_PREMISES : UITWEG_PART_OTHER;
  part.monthly = TRUE;
  part.amount = today;
  part.grade = (UitwegGrade) build->out->run_today_grade[resource->i];
  part.source = "estate";
  part.text = "what it costs today";
  options_add_part (build, &part);
}

static gboolean
add_product (OptionsBuild *build,
             const OptionsResource *resource,
             const UitwegTarget *target,
             GError **error)
{
  UitwegPart part = { 0 };

  part.kind = UITWEG_PART_SAAS;
  part.monthly = TRUE;
  part.source = "estate";
  part.text = "no price of a product that takes its place is stated";
  return options_add_assumed (build, resource, "run", target, part, error);
}

gboolean
options_add_run_cost (OptionsBuild *build,
                      const OptionsResource *resource,
                      UitwegStrategy strategy,
                      const UitwegTarget *target,
                      guint price_class,
                      GError **error)
{
  switch (strategy)
    {
    case UITWEG_STRATEGY_RETIRE:
      return TRUE;
    case UITWEG_STRATEGY_RETAIN:
      add_today (build, resource);
      return TRUE;
    case UITWEG_STRATEGY_REPURCHASE:
      return add_product (build, resource, target, error);
    case UITWEG_STRATEGY_SELF_RUN:
      if (!add_self_run (build, resource, target, price_class, error))
        return FALSE;
      break;
    case UITWEG_STRATEGY_REHOST:
    case UITWEG_STRATEGY_RELOCATE:
    case UITWEG_STRATEGY_REPLATFORM:
    case UITWEG_STRATEGY_REFACTOR:
      if (!add_service (build, resource, target, price_class, error))
        return FALSE;
      break;
    }
  return options_add_egress (build, resource, target, price_class, error)
         && add_licences (build, resource, target, error);
}
