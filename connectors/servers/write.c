/* SPDX-License-Identifier: EUPL-1.2
 *
 * Servers as records, and their applications as services.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "connectors/servers/servers.h"

#define PERCENT (100.0 * 1000000)

static gint
compare_facts (gconstpointer a, gconstpointer b)
{
  const ServerFact *first = a;
  const ServerFact *second = b;
  gint order = first->server < second->server ? -1
                                              : first->server > second->server;

  if (order == 0)
    order = strcmp (first->text, second->text);
  if (order == 0)
    order = (first->size > second->size) - (first->size < second->size);
  return order;
}

/* The facts of one server, sorted; *first_out is moved on. */
static guint
find_facts (const GArray *facts, guint32 server, guint *first)
{
  guint n = 0;

  while (*first < facts->len
         && g_array_index (facts, ServerFact, *first).server < server)
    *first += 1;
  while (*first + n < facts->len
         && g_array_index (facts, ServerFact, *first + n).server == server)
    n++;
  return n;
}

static const ServerFact *
get_fact (const GArray *facts, guint i)
{
  return &g_array_index (facts, ServerFact, i);
}

static void
add_texts (
    UitwegTable *table, guint field, const GArray *facts, guint first, guint n)
{
  UitwegTable *list;

  if (n == 0)
    return;
  list = base_table_begin_list (table, field);
  for (guint i = first; i < first + n; i++)
    if (i == first
        || strcmp (get_fact (facts, i)->text, get_fact (facts, i - 1)->text)
               != 0)
      base_table_add_text (list, get_fact (facts, i)->text);
  base_table_end_list (table, field);
}

static void
add_use (UitwegTable *list,
         const char *what,
         const char *statistic,
         double value,
         guint64 n,
         gint days)
{
  guint32 row;

  if (isnan (value))
    return;
  row = base_table_append (list);
  base_table_set_text (list, row, UITWEG_UTILISATION_WHAT, what);
  base_table_set_text (list, row, UITWEG_UTILISATION_STATISTIC, statistic);
  base_table_set_number (list, row, UITWEG_UTILISATION_VALUE, value);
  if (n > 0)
    base_table_set_int64 (list, row, UITWEG_UTILISATION_SAMPLES, (gint64) n);
  if (days > 0)
    base_table_set_number (list, row, UITWEG_UTILISATION_WINDOW_DAYS, days);
}

static gboolean
is_measured (const Server *server)
{
  return server->n_cpu > 0 || !isnan (server->cpu_average)
         || !isnan (server->cpu_peak)
         || (server->n_memory > 0 && server->memory > 0)
         || !isnan (server->memory_average) || !isnan (server->memory_peak);
}

/* Samples, where there are any, are better founded than a stated figure. */
static void
add_utilisation (UitwegTable *table, const Server *server)
{
  UitwegTable *list;
  gint days = server->first != UITWEG_DAY_UNKNOWN
                  ? server->last - server->first + 1
                  : 0;

  if (!is_measured (server))
    return;
  list = base_table_begin_list (table, UITWEG_RESOURCE_UTILISATION);
  if (server->n_cpu > 0)
    {
      add_use (list, "cpu", "average",
               (double) server->cpu_sum / (double) server->n_cpu / PERCENT,
               server->n_cpu, days);
      add_use (list, "cpu", "peak", (double) server->cpu_most / PERCENT,
               server->n_cpu, days);
    }
  else
    {
      add_use (list, "cpu", "average", server->cpu_average, 0, 0);
      add_use (list, "cpu", "peak", server->cpu_peak, 0, 0);
    }
  if (server->n_memory > 0 && server->memory > 0)
    {
      const double memory = (double) server->memory;
      double average = 1.0
                       - (double) server->memory_sum / (double) server->n_memory
                             / memory;

      add_use (list, "memory", "average", MAX (average, 0.0), server->n_memory,
               days);
      add_use (list, "memory", "peak",
               MAX (1.0 - (double) server->memory_least / memory, 0.0),
               server->n_memory, days);
    }
  else
    {
      add_use (list, "memory", "average", server->memory_average, 0, 0);
      add_use (list, "memory", "peak", server->memory_peak, 0, 0);
    }
  base_table_end_list (table, UITWEG_RESOURCE_UTILISATION);
}

static void
add_sum (gint64 *sum, gint64 value)
{
  if (value == UITWEG_UNKNOWN || *sum == UITWEG_UNKNOWN
      || __builtin_add_overflow (*sum, value, sum))
    *sum = UITWEG_UNKNOWN;
}

/* Disks, and the data: what is used where that is known of all, else what is
 * allocated. */
static void
set_disks (ConnectorsSource *source,
           UitwegTable *table,
           guint32 row,
           const Server *server,
           const GArray *disks,
           guint first,
           guint n)
{
  UitwegTable *list = n > 0
                          ? base_table_begin_list (table, UITWEG_RESOURCE_DISKS)
                          : NULL;
  gint64 size = n > 0 ? 0 : UITWEG_UNKNOWN;
  gint64 used = n > 0 ? 0 : UITWEG_UNKNOWN;

  for (guint i = first; i < first + n; i++)
    {
      const ServerFact *disk = get_fact (disks, i);
      guint32 entry;

      if (i > first && compare_facts (get_fact (disks, i - 1), disk) == 0)
        continue;
      entry = base_table_append (list);
      connectors_set_text (list, entry, UITWEG_DISK_ID, disk->text);
      base_table_set_int64 (list, entry, UITWEG_DISK_SIZE, disk->size);
      base_table_set_int64 (list, entry, UITWEG_DISK_USED, disk->used);
      add_sum (&size, disk->size);
      add_sum (&used, disk->used);
    }
  if (list != NULL)
    base_table_end_list (table, UITWEG_RESOURCE_DISKS);
  if (server->used != UITWEG_UNKNOWN)
    used = server->used;
  if (server->allocated != UITWEG_UNKNOWN)
    size = server->allocated;
  base_table_set_int64 (table, row, UITWEG_RESOURCE_USED, used);
  base_table_set_int64 (table, row, UITWEG_RESOURCE_DATA,
                        used != UITWEG_UNKNOWN ? used : size);
  if (used == UITWEG_UNKNOWN && size != UITWEG_UNKNOWN)
    connectors_set_provenance (source, UITWEG_RESOURCE_DATA,
                               "servers.allocated", UITWEG_GRADE_INFERRED);
}

static void
set_texts (UitwegTable *table, guint32 row, const Server *server)
{
  g_autofree char *uuid = server->uuid != NULL
                              ? g_ascii_strdown (server->uuid, -1)
                              : NULL;
  g_autofree char *os = NULL;
  UitwegTable *list;

  if (server->os != NULL && server->os_version != NULL)
    os = g_strdup_printf ("%s %s", server->os, server->os_version);
  connectors_set_text (table, row, UITWEG_RESOURCE_NATIVE_ID,
                       server->native_id);
  connectors_set_text (table, row, UITWEG_RESOURCE_ACCOUNT, server->scope);
  connectors_set_text (table, row, UITWEG_RESOURCE_UUID, uuid);
  connectors_set_text (table, row, UITWEG_RESOURCE_HOSTNAME, server->name);
  connectors_set_text (table, row, UITWEG_RESOURCE_OS_NAME,
                       os != NULL ? os : server->os);
  connectors_set_text (table, row, UITWEG_RESOURCE_STATE, server->state);
  connectors_set_text (table, row, UITWEG_RESOURCE_APPLICATION,
                       server->application);
  base_table_set_enum (table, row, UITWEG_RESOURCE_ENVIRONMENT,
                       server->environment);
  if (server->firmware != NULL
      && (g_ascii_strcasecmp (server->firmware, "UEFI") == 0
          || g_ascii_strcasecmp (server->firmware, "EFI") == 0))
    {
      list = base_table_begin_list (table, UITWEG_RESOURCE_FEATURES);
      base_table_add_text (list, "device:uefi");
      base_table_end_list (table, UITWEG_RESOURCE_FEATURES);
    }
  list = base_table_begin_list (table, UITWEG_RESOURCE_TAGS);
  if (server->is_physical == 1)
    base_table_add_tag (list, "physical", "true");
  if (server->wave != NULL)
    {
      g_autofree char *wave = connectors_clean (server->wave);

      if (wave != NULL)
        base_table_add_tag (list, "wave", wave);
    }
  base_table_end_list (table, UITWEG_RESOURCE_TAGS);
}

static char *
make_id (const Server *server)
{
  return connectors_make_id ("server/%s", server->key);
}

typedef struct
{
  guint disk;
  guint address;
  guint mac;
} Next;

static void
write_server (ServerList *list,
              guint32 number,
              Next *next,
              const char *connector,
              const char *provider)
{
  const Server *server = &g_array_index (list->servers, Server, number);
  UitwegTable *table = connectors_source_get_resources (list->source);
  g_autofree char *id = make_id (server);
  g_autofree char *rule = g_strdup_printf ("%s.row", connector);
  guint n_disks = find_facts (list->disks, number, &next->disk);
  guint n_addresses = find_facts (list->addresses, number, &next->address);
  guint n_macs = find_facts (list->macs, number, &next->mac);
  guint32 row = connectors_begin_resource (
      list->source, id, server->name != NULL ? server->name : server->key,
      UITWEG_KIND_VM, NULL);

  set_texts (table, row, server);
  base_table_set_text (table, row, UITWEG_RESOURCE_PROVIDER, provider);
  base_table_set_int64 (table, row, UITWEG_RESOURCE_VCPU, server->vcpu);
  base_table_set_int64 (table, row, UITWEG_RESOURCE_MEMORY, server->memory);
  base_table_set_int64 (table, row, UITWEG_RESOURCE_COUNT, 1);
  set_disks (list->source, table, row, server, list->disks, next->disk,
             n_disks);
  add_texts (table, UITWEG_RESOURCE_ADDRESSES, list->addresses, next->address,
             n_addresses);
  add_texts (table, UITWEG_RESOURCE_MACS, list->macs, next->mac, n_macs);
  add_utilisation (table, server);
  connectors_set_provenance (list->source, UITWEG_RESOURCE_UTILISATION,
                             "servers.utilisation", UITWEG_GRADE_MEASURED);
  connectors_end_resource (list->source, row, rule, UITWEG_GRADE_DOCUMENTED);
}

static gint
compare_by_text (gconstpointer a, gconstpointer b)
{
  const ServerFact *first = a;
  const ServerFact *second = b;
  gint order = strcmp (first->text, second->text);

  return order != 0 ? order : compare_facts (a, b);
}

/* An application is a service with its servers as members. */
static void
write_services (ServerList *list)
{
  const GArray *facts = list->applications;
  guint end;

  g_array_sort (list->applications, compare_by_text);
  for (guint start = 0; start < facts->len; start = end)
    {
      const char *name = get_fact (facts, start)->text;
      g_autofree char *id = connectors_make_id ("service/%s", name);
      guint32 row = connectors_begin_record (list->source,
                                             UITWEG_RECORD_SERVICE, id);
      UitwegTable *table = connectors_source_get_table (list->source,
                                                        UITWEG_RECORD_SERVICE);
      g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
      UitwegTable *members;

      connectors_set_text (table, row, UITWEG_SERVICE_NAME, name);
      for (end = start; end < facts->len; end++)
        {
          const ServerFact *fact = get_fact (facts, end);

          if (strcmp (fact->text, name) != 0)
            break;
          if (end == start || fact->server != get_fact (facts, end - 1)->server)
            g_ptr_array_add (ids, make_id (&g_array_index (
                                      list->servers, Server, fact->server)));
        }
      g_ptr_array_sort (ids, connectors_compare_texts);
      members = base_table_begin_list (table, UITWEG_SERVICE_MEMBERS);
      for (guint i = 0; i < ids->len; i++)
        base_table_add_text (members, g_ptr_array_index (ids, i));
      base_table_end_list (table, UITWEG_SERVICE_MEMBERS);
      connectors_end_record (list->source, UITWEG_RECORD_SERVICE, row,
                             "servers.application", UITWEG_GRADE_DOCUMENTED);
    }
}

static void
tell (ServerList *list)
{
  connectors_source_add_count (list->source, "rows",
                               (guint) MIN (list->n_rows, G_MAXUINT));
  connectors_source_add_count (list->source, "samples",
                               (guint) MIN (list->n_samples, G_MAXUINT));
  if (list->n_doubled > 0)
    connectors_source_add_note (list->source, "servers",
                                "found %" G_GUINT64_FORMAT
                                " rows of a server that has one already; they "
                                "are one record",
                                list->n_doubled);
  if (list->n_nameless > 0)
    connectors_source_add_problem (
        list->source, "servers", (guint) MIN (list->n_nameless, G_MAXINT),
        "left out %" G_GUINT64_FORMAT " rows without id and name",
        list->n_nameless);
  if (list->n_unlisted > 0)
    connectors_source_add_problem (list->source, "servers", list->n_unlisted,
                                   "companions have %u machines that the list "
                                   "does not have",
                                   list->n_unlisted);
}

void
servers_write (ServerList *list, const char *connector, const char *provider)
{
  Next next = { 0, 0, 0 };

  g_array_sort (list->disks, compare_facts);
  g_array_sort (list->addresses, compare_facts);
  g_array_sort (list->macs, compare_facts);
  for (guint32 i = 0; i < list->servers->len; i++)
    if (g_array_index (list->servers, Server, i).is_listed)
      write_server (list, i, &next, connector, provider);
    else
      list->n_unlisted++;
  write_services (list);
  tell (list);
  connectors_source_finish (list->source);
}
