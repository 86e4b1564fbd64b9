/* SPDX-License-Identifier: EUPL-1.2
 *
 * Rows of server lists and of their companions: disks, samples of use, tags.
 * A unit belongs to a column and not to a file: MemoryGiB stands beside
 * RAM.TotalSizeInMB in what people join by hand.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "connectors/common/secrets.h"
#include "connectors/servers/servers.h"

#define MIB ((gint64) 1 << 20)
#define GIB ((gint64) 1 << 30)
#define MILLION 1000000
#define PERCENT (100.0 * MILLION)

/* Names of one figure, each with its unit. */
typedef struct
{
  const char *name;
  gint64 unit;
} Column;

ServerList *
server_list_new (void)
{
  ServerList *list = g_new0 (ServerList, 1);

  list->pool = base_strpool_new ();
  list->by_key = g_hash_table_new (NULL, NULL);
  list->servers = g_array_new (FALSE, TRUE, sizeof (Server));
  list->disks = g_array_new (FALSE, TRUE, sizeof (ServerFact));
  list->addresses = g_array_new (FALSE, TRUE, sizeof (ServerFact));
  list->macs = g_array_new (FALSE, TRUE, sizeof (ServerFact));
  list->applications = g_array_new (FALSE, TRUE, sizeof (ServerFact));
  return list;
}

void
server_list_free (ServerList *list)
{
  if (list == NULL)
    return;
  g_array_unref (list->servers);
  g_array_unref (list->disks);
  g_array_unref (list->addresses);
  g_array_unref (list->macs);
  g_array_unref (list->applications);
  g_hash_table_unref (list->by_key);
  base_strpool_free (list->pool);
  connectors_source_free (list->source);
  g_free (list);
}

static gboolean
has_all (const ConnectorsSheet *sheet, const char *const *marks)
{
  for (gsize i = 0; marks[i] != NULL; i++)
    {
      g_auto (GStrv) names = g_strsplit (marks[i], "|", -1);

      if (connectors_sheet_find (sheet, (const char *const *) names)
          == UITWEG_NONE)
        return FALSE;
    }
  return TRUE;
}

ServersPage
servers_page_of (const ConnectorsSheet *sheet, const char *const *marks)
{
  static const char *const disks[] = { "MachineId", "DiskLabel", "SizeInGib",
                                       NULL };
  static const char *const samples[] = { "MachineId", "TimeStamp",
                                         "CpuUtilizationPercentage", NULL };
  static const char *const tags[] = { "MachineId", "Key", "Value", NULL };

  if (has_all (sheet, marks))
    return SERVERS_LIST;
  if (strcmp (marks[0], "MachineId") != 0)
    return SERVERS_NONE;
  if (has_all (sheet, disks))
    return SERVERS_DISKS;
  if (has_all (sheet, samples))
    return SERVERS_SAMPLES;
  return has_all (sheet, tags) ? SERVERS_TAGS : SERVERS_NONE;
}

static guint32
find (const ConnectorsSheet *sheet, const char *name)
{
  return connectors_sheet_find (sheet, (const char *const[]){ name, NULL });
}

static const char *
pool_text (ServerList *list, const char *text)
{
  return base_strpool_get (
      list->pool, base_strpool_intern (list->pool, text, strlen (text)));
}

/* The first of the columns that says something; NULL without. */
static const char *
keep (ServerList *list, ConnectorsSheet *sheet, const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      const char *text = connectors_sheet_get_text (sheet,
                                                    find (sheet, names[i]));

      if (text != NULL)
        return pool_text (list, text);
    }
  return NULL;
}

#define KEEP(...) keep (list, sheet, (const char *const[]){ __VA_ARGS__, NULL })

/* The first of the columns that is a size of at least nothing, in its unit. */
static gint64
get_amount (ConnectorsSheet *sheet, const Column *columns)
{
  for (gsize i = 0; columns[i].name != NULL; i++)
    {
      double number = connectors_sheet_get_number (
          sheet, find (sheet, columns[i].name));

      if (number >= 0.0 && number < 1e15 / (double) columns[i].unit * 1024)
        return (gint64) (number * (double) columns[i].unit + 0.5);
    }
  return UITWEG_UNKNOWN;
}

#define AMOUNT(...)                                                            \
  get_amount (sheet, (const Column[]){ __VA_ARGS__, { NULL, 1 } })

static double
get_percent (ConnectorsSheet *sheet, const char *name)
{
  double number = connectors_sheet_get_number (sheet, find (sheet, name));

  return number >= 0.0 && number <= 100.0 ? number / 100.0 : NAN;
}

/* Number of the server of that key; a new one where there is none. */
static guint32
find_server (ServerList *list, const char *key)
{
  guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (list->by_key, key));
  Server server = {
    .key = key,
    .environment = -1,
    .is_physical = -1,
    .vcpu = UITWEG_UNKNOWN,
    .memory = UITWEG_UNKNOWN,
    .allocated = UITWEG_UNKNOWN,
    .used = UITWEG_UNKNOWN,
    .cpu_average = NAN,
    .cpu_peak = NAN,
    .memory_average = NAN,
    .memory_peak = NAN,
    .memory_least = G_MAXINT64,
    .first = UITWEG_DAY_UNKNOWN,
    .last = UITWEG_DAY_UNKNOWN,
  };

  if (number > 0)
    return number - 1;
  g_array_append_val (list->servers, server);
  g_hash_table_insert (list->by_key, (gpointer) key,
                       GUINT_TO_POINTER (list->servers->len));
  return list->servers->len - 1;
}

static Server *
get_server (ServerList *list, guint32 number)
{
  return &g_array_index (list->servers, Server, number);
}

/* Of two rows about one server the greater counts, whatever their order. */
static void
join_text (const char **text, const char *other)
{
  if (g_strcmp0 (other, *text) > 0)
    *text = other;
}

static void
join_amount (gint64 *amount, gint64 other)
{
  *amount = MAX (*amount, other);
}

static void
join_share (double *share, double other)
{
  if (isnan (*share) || other > *share)
    *share = other;
}

static void
add_fact (GArray *facts, ServerFact fact)
{
  if (fact.text != NULL)
    g_array_append_val (facts, fact);
}

static void
add_words (ServerList *list, GArray *facts, guint32 server, const char *text)
{
  g_auto (GStrv) words = NULL;

  if (text == NULL)
    return;
  words = g_strsplit_set (text, ",;|", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_autofree char *clean = connectors_clean_public (words[i]);

      if (clean != NULL)
        add_fact (facts, (ServerFact){ .server = server,
                                       .text = pool_text (list, clean),
                                       .size = UITWEG_UNKNOWN,
                                       .used = UITWEG_UNKNOWN });
    }
}

static void
add_macs (ServerList *list, guint32 server, const char *text)
{
  g_autofree char *small = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  if (small == NULL)
    return;
  g_strdelimit (small, "-", ':');
  add_words (list, list->macs, server, small);
}

/* Disks in columns of their own: Disk 1 size, Disk 2 size, … in GB. */
static void
add_numbered_disks (ServerList *list, ConnectorsSheet *sheet, guint32 server)
{
  for (guint i = 1; i <= SERVERS_MAX_DISKS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Disk %u size", i);
      g_autofree char *label = g_strdup_printf ("disk-%u", i);
      gint64 size;

      if (find (sheet, name) == UITWEG_NONE)
        return;
      size = AMOUNT ({ name, GIB });
      if (size > 0)
        add_fact (list->disks, (ServerFact){ .server = server,
                                             .text = pool_text (list, label),
                                             .size = size,
                                             .used = UITWEG_UNKNOWN });
    }
}

static void
read_sizes (ConnectorsSheet *sheet, Server *server)
{
  gint64 memory = AMOUNT ({ "Memory", MIB }, { "RAM.TotalSizeInMB", MIB },
                          { "MemoryGiB", GIB });
  gint64 ram_average = AMOUNT ({ "RAM.UsedSizeInMB.Avg", MIB });
  gint64 ram_peak = AMOUNT ({ "RAM.UsedSizeInMB.Max", MIB });

  join_amount (&server->vcpu,
               AMOUNT ({ "Cores", 1 }, { "CPU.NumberOfLogicalCores", 1 },
                       { "CPU.NumberOfCores", 1 },
                       { "AllocatedProcessorCoreCount", 1 }));
  join_amount (&server->memory, memory);
  join_amount (&server->allocated, AMOUNT ({ "TotalDiskAllocatedGiB", GIB }));
  join_amount (&server->used,
               AMOUNT ({ "TotalDiskUsedGiB", GIB }, { "Storage in use", GIB }));
  join_share (&server->cpu_average,
              get_percent (sheet, "CPU utilization percentage"));
  join_share (&server->cpu_average, get_percent (sheet, "CPU.UsagePct.Avg"));
  join_share (&server->cpu_peak, get_percent (sheet, "CPU.UsagePct.Max"));
  join_share (&server->memory_average,
              get_percent (sheet, "Memory utilization percentage"));
  if (memory > 0 && ram_average >= 0)
    join_share (&server->memory_average,
                (double) ram_average / (double) memory);
  if (memory > 0 && ram_peak >= 0)
    join_share (&server->memory_peak, (double) ram_peak / (double) memory);
}

static void
read_texts (ServerList *list, ConnectorsSheet *sheet, Server *server)
{
  const char *environment = KEEP ("Environment", "mgn:server:tag:environment");
  gint physical = connectors_sheet_get_bool (sheet, find (sheet, "IsPhysical"));

  join_text (&server->name,
             KEEP ("Server name", "HostName", "VMware.VMName", "MachineName",
                   "mgn:server:user-provided-id"));
  join_text (&server->native_id, KEEP ("VMware.MoRefId"));
  join_text (&server->scope, KEEP ("VMware.VCenterId"));
  join_text (&server->uuid, KEEP ("SMBiosId", "VM UUID"));
  join_text (&server->os, KEEP ("OS name", "OS.Name", "OsName", "OsType",
                                "mgn:server:platform"));
  join_text (&server->os_version,
             KEEP ("OS version", "OS.Version", "OsVersion"));
  join_text (&server->arch, KEEP ("OS architecture"));
  join_text (&server->firmware, KEEP ("Firmware type", "Boot type"));
  join_text (&server->state, KEEP ("MachineStatus", "ProvisioningState"));
  join_text (&server->wave, KEEP ("ApplicationWave", "mgn:wave:name"));
  if (environment != NULL)
    server->environment = MAX (server->environment,
                               connectors_environment_of (environment));
  server->is_physical = MAX (server->is_physical, physical);
}

static gboolean
read_list (ServerList *list, ConnectorsSheet *sheet, GError **error)
{
  GError *failed = NULL;

  while (connectors_sheet_next (sheet, &failed))
    {
      const char *key = KEEP ("ExternalId", "MachineId",
                              "mgn:server:user-provided-id", "ServerId",
                              "Server name", "HostName", "MachineName");
      Server *server;
      guint32 number;

      list->n_rows++;
      if (key == NULL)
        {
          list->n_nameless++;
          continue;
        }
      number = find_server (list, key);
      server = get_server (list, number);
      list->n_doubled += server->is_listed ? 1 : 0;
      server->is_listed = TRUE;
      read_texts (list, sheet, server);
      read_sizes (sheet, server);
      add_words (list, list->addresses, number,
                 KEEP ("IP addresses", "IPAddress", "PrimaryIPAddress"));
      add_words (list, list->addresses, number,
                 KEEP ("IpAddressListSemiColonDelimited"));
      add_macs (list, number,
                KEEP ("MAC address", "MACAddress", "PrimaryMACAddress"));
      add_words (list, list->applications, number,
                 KEEP ("Applications", "mgn:app:name"));
      add_numbered_disks (list, sheet, number);
    }
  if (failed != NULL)
    g_propagate_error (error, failed);
  return failed == NULL;
}

static void
read_sample (ConnectorsSheet *sheet, Server *server)
{
  double cpu = get_percent (sheet, "CpuUtilizationPercentage");
  gint64 left = AMOUNT ({ "AvailableMemoryBytes", 1 });
  UitwegDay day = connectors_sheet_get_day (sheet, find (sheet, "TimeStamp"));

  if (!isnan (cpu))
    {
      gint64 share = (gint64) (cpu * PERCENT + 0.5);

      server->n_cpu++;
      server->cpu_sum += share;
      server->cpu_most = MAX (server->cpu_most, share);
    }
  if (left != UITWEG_UNKNOWN
      && !__builtin_add_overflow (server->memory_sum, left,
                                  &server->memory_sum))
    {
      server->n_memory++;
      server->memory_least = MIN (server->memory_least, left);
    }
  if (day == UITWEG_DAY_UNKNOWN)
    return;
  if (server->first == UITWEG_DAY_UNKNOWN || day < server->first)
    server->first = day;
  if (server->last == UITWEG_DAY_UNKNOWN || day > server->last)
    server->last = day;
}

/* Of tags only what tells environment and application is kept. */
static void
read_tag (ServerList *list, ConnectorsSheet *sheet, guint32 number)
{
  const char *key = connectors_sheet_get_text (sheet, find (sheet, "Key"));
  const char *value = connectors_sheet_get_text (sheet, find (sheet, "Value"));
  Server *server = get_server (list, number);
  ConnectorsTag tag = key != NULL ? connectors_tag_of (key)
                                  : CONNECTORS_TAG_OTHER;
  g_autofree char *clean = connectors_clean_public (value);

  if (clean == NULL)
    return;
  if (tag == CONNECTORS_TAG_ENVIRONMENT)
    server->environment = MAX (server->environment,
                               connectors_environment_of (clean));
  else if (tag == CONNECTORS_TAG_APPLICATION)
    join_text (&server->application, pool_text (list, clean));
}

static gboolean
read_companion (ServerList *list,
                ServersPage page,
                ConnectorsSheet *sheet,
                GError **error)
{
  GError *failed = NULL;

  while (connectors_sheet_next (sheet, &failed))
    {
      const char *key = KEEP ("MachineId");
      guint32 number;

      if (key == NULL)
        {
          list->n_nameless++;
          continue;
        }
      number = find_server (list, key);
      if (page == SERVERS_SAMPLES)
        {
          list->n_samples++;
          read_sample (sheet, get_server (list, number));
        }
      else if (page == SERVERS_TAGS)
        read_tag (list, sheet, number);
      else
        add_fact (list->disks,
                  (ServerFact){ .server = number,
                                .text = KEEP ("DiskLabel"),
                                .size = AMOUNT ({ "SizeInGib", GIB }),
                                .used = AMOUNT ({ "UsedInGib", GIB }) });
    }
  if (failed != NULL)
    g_propagate_error (error, failed);
  return failed == NULL;
}

gboolean
servers_read (ServerList *list,
              ServersPage page,
              ConnectorsSheet *sheet,
              GError **error)
{
  return page == SERVERS_LIST ? read_list (list, sheet, error)
                              : read_companion (list, page, sheet, error);
}
