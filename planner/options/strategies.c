/* SPDX-License-Identifier: EUPL-1.2
 *
 * Which ways out a thing has. The service catalog says what is typical of its
 * type and what can take its place; where the type is unknown, the kind says
 * what is thinkable. Whether it can be done at one target follows from what
 * the provider offers.
 */
#include "config.h"

#include "options/options-private.h"

#define BIT(strategy) (1U << (strategy))

/* Things that are an arrangement at a place and hold no work of their own:
 * any place to run machines has them. */
static gboolean
is_arrangement (UitwegResourceKind kind)
{
  return kind == UITWEG_KIND_NETWORK || kind == UITWEG_KIND_SUBNET
         || kind == UITWEG_KIND_ROLE || kind == UITWEG_KIND_CERTIFICATE
         || kind == UITWEG_KIND_IMAGE || kind == UITWEG_KIND_DISK
         || kind == UITWEG_KIND_POOL;
}

/* What an unknown type could do, by kind. */
static guint
get_by_kind (UitwegResourceKind kind)
{
  switch (kind)
    {
    case UITWEG_KIND_VM:
    case UITWEG_KIND_DISK:
      return BIT (UITWEG_STRATEGY_REHOST);
    case UITWEG_KIND_DATABASE:
    case UITWEG_KIND_CACHE:
    case UITWEG_KIND_QUEUE:
    case UITWEG_KIND_CLUSTER:
    case UITWEG_KIND_CONTAINER:
    case UITWEG_KIND_FUNCTION:
    case UITWEG_KIND_APPLICATION:
    case UITWEG_KIND_BUCKET:
    case UITWEG_KIND_SHARE:
    case UITWEG_KIND_LOAD_BALANCER:
    case UITWEG_KIND_DNS:
    case UITWEG_KIND_IDENTITY:
    case UITWEG_KIND_KEY:
    case UITWEG_KIND_REGISTRY:
    case UITWEG_KIND_BACKUP:
    case UITWEG_KIND_OTHER:
    case UITWEG_KIND_UNKNOWN:
      return BIT (UITWEG_STRATEGY_SELF_RUN);
    case UITWEG_KIND_NETWORK:
    case UITWEG_KIND_SUBNET:
    case UITWEG_KIND_ROLE:
    case UITWEG_KIND_CERTIFICATE:
    case UITWEG_KIND_POOL:
    case UITWEG_KIND_IMAGE:
      return BIT (UITWEG_STRATEGY_REPLATFORM);
    case UITWEG_KIND_SAAS:
      return BIT (UITWEG_STRATEGY_REPURCHASE);
    case UITWEG_KIND_HOST:
    case UITWEG_KIND_SNAPSHOT:
      return BIT (UITWEG_STRATEGY_RETIRE);
    case UITWEG_KIND_FACILITY:
    case UITWEG_KIND_POWER:
    case UITWEG_KIND_CONNECTIVITY:
    case UITWEG_KIND_EXCHANGE:
    case UITWEG_KIND_SATELLITE:
    case UITWEG_KIND_PLATFORM:
      break;
    }
  return 0;
}

static guint
get_by_entry (const OptionsResource *resource)
{
  const UitwegServiceEntry *entry = resource->entry;
  gboolean can_self_run = entry->equivalents != NULL
                          && entry->equivalents[0] != NULL
                          && !is_arrangement (resource->kind)
                          && resource->kind != UITWEG_KIND_VM;
  guint self_run = can_self_run ? BIT (UITWEG_STRATEGY_SELF_RUN) : 0;
  const char *strategy = entry->strategy;

  if (entry->portability == UITWEG_PORTABILITY_NOT_MOVED
      || g_str_equal (strategy, "retire"))
    return BIT (UITWEG_STRATEGY_RETIRE);
  if (g_str_equal (strategy, "rehost"))
    return BIT (UITWEG_STRATEGY_REHOST);
  if (g_str_equal (strategy, "relocate"))
    return BIT (UITWEG_STRATEGY_RELOCATE) | BIT (UITWEG_STRATEGY_REHOST);
  if (g_str_equal (strategy, "replatform"))
    return BIT (UITWEG_STRATEGY_REPLATFORM) | self_run;
  if (g_str_equal (strategy, "refactor"))
    return BIT (UITWEG_STRATEGY_REFACTOR) | self_run;
  if (g_str_equal (strategy, "repurchase"))
    return BIT (UITWEG_STRATEGY_REPURCHASE) | self_run;
  return 0;
}

guint
options_get_strategies (const OptionsResource *resource)
{
  return BIT (UITWEG_STRATEGY_RETAIN)
         | (resource->entry != NULL ? get_by_entry (resource)
                                    : get_by_kind (resource->kind));
}

static gboolean
offers (const UitwegProvider *provider, const char *capability)
{
  return uitweg_provider_offers (provider, capability, NULL);
}

/* Whether machines or clusters can be run there; an unknown list may. */
static gboolean
runs_machines (const UitwegProvider *provider)
{
  return provider->n_capabilities == 0 || offers (provider, "vm")
         || offers (provider, "bare_metal") || offers (provider, "k8s");
}

static gboolean
offers_any (const UitwegProvider *provider, const UitwegServiceEntry *entry)
{
  for (guint i = 0;
       entry->capabilities != NULL && entry->capabilities[i] != NULL; i++)
    if (offers (provider, entry->capabilities[i]))
      return TRUE;
  return FALSE;
}

static gboolean
fits_premises (const OptionsResource *resource, UitwegStrategy strategy)
{
  switch (strategy)
    {
    case UITWEG_STRATEGY_REHOST:
    case UITWEG_STRATEGY_SELF_RUN:
      return TRUE;
    case UITWEG_STRATEGY_REPLATFORM:
      return is_arrangement (resource->kind);
    case UITWEG_STRATEGY_RELOCATE:
    case UITWEG_STRATEGY_REFACTOR:
    case UITWEG_STRATEGY_REPURCHASE:
    case UITWEG_STRATEGY_RETIRE:
    case UITWEG_STRATEGY_RETAIN:
      break;
    }
  return FALSE;
}

/* Whether the move would end where it began. */
static gboolean
is_here (const OptionsBuild *build,
         const OptionsResource *resource,
         const UitwegTarget *target)
{
  const char *region;
  const UitwegProvider *provider;

  if (target->provider == UITWEG_NONE)
    return resource->on_premises;
  provider = uitweg_catalog_get_provider (build->catalog, target->provider);
  if (g_strcmp0 (resource->catalog_provider, provider->id) != 0)
    return FALSE;
  region = uitweg_table_text (build->resources, resource->i,
                              UITWEG_RESOURCE_REGION);
  return region == NULL || target->region == NULL
         || g_str_equal (region, target->region);
}

gboolean
options_strategy_fits (const OptionsBuild *build,
                       const OptionsResource *resource,
                       UitwegStrategy strategy,
                       const UitwegTarget *target,
                       gint *managed_out)
{
  const UitwegProvider *provider;
  gboolean listed;

  *managed_out = -1;
  if (is_here (build, resource, target))
    return FALSE;
  if (target->provider == UITWEG_NONE)
    {
      *managed_out = 0;
      return fits_premises (resource, strategy);
    }
  provider = uitweg_catalog_get_provider (build->catalog, target->provider);
  listed = provider->n_capabilities > 0;
  *managed_out = listed ? 1 : -1;
  switch (strategy)
    {
    case UITWEG_STRATEGY_REHOST:
      if (resource->kind == UITWEG_KIND_DISK)
        return !listed || offers (provider, "block_storage")
               || offers (provider, "vm");
      return !listed || offers (provider, "vm");
    case UITWEG_STRATEGY_RELOCATE:
      return listed && offers (provider, "vmware");
    case UITWEG_STRATEGY_REPLATFORM:
      if (is_arrangement (resource->kind) && runs_machines (provider))
        return TRUE;
      return listed && resource->entry != NULL
             && offers_any (provider, resource->entry);
    case UITWEG_STRATEGY_REFACTOR:
      return listed && offers_any (provider, resource->entry);
    case UITWEG_STRATEGY_SELF_RUN:
      *managed_out = 0;
      return runs_machines (provider);
    case UITWEG_STRATEGY_REPURCHASE:
      /* a product is bought with the place it runs at */
      return runs_machines (provider)
             || (resource->entry != NULL
                 && offers_any (provider, resource->entry));
    case UITWEG_STRATEGY_RETIRE:
    case UITWEG_STRATEGY_RETAIN:
      break;
    }
  return FALSE;
}
