/* SPDX-License-Identifier: EUPL-1.2
 *
 * Which tab a sheet or a CSV file is. Sheets are renamed and CSV files have
 * any name, so the columns tell.
 */
#include "config.h"

#include "connectors/rvtools/rvtools.h"

#include <string.h>

#include "connectors/common/sample.h"

#define MAX_MARKS 5

/* A tab and columns that it has, all of them; NULL-ended alternatives stand
 * side by side, split by '|'. */
typedef struct
{
  RvtoolsTab tab;
  const char *marks[MAX_MARKS];
} Signature;

/* The first that fits. */
static const Signature signatures[] = {
  { RVTOOLS_CPU, { "VM", "Sockets", "Cores p/s" } },
  { RVTOOLS_MEMORY, { "VM", "Size MiB|Size MB", "Ballooned|Consumed" } },
  { RVTOOLS_DISK, { "VM", "Disk Mode", "Capacity MiB|Capacity MB" } },
  { RVTOOLS_PARTITION, { "VM", "Disk", "Free %", "Capacity MiB|Capacity MB" } },
  { RVTOOLS_NETWORK, { "VM", "Mac Address", "Network" } },
  { RVTOOLS_USB, { "VM", "EHCI enabled" } },
  { RVTOOLS_OTHER, { "VM", "Tools|Tools Version|Upgradeable" } },
  { RVTOOLS_OTHER, { "VM", "Quiesced|Description" } },
  { RVTOOLS_OTHER, { "VM", "Device Node" } },
  { RVTOOLS_INFO, { "VM", "Powerstate", "CPUs", "Memory" } },
  { RVTOOLS_INFO, { "VM", "Powerstate", "Guest state|VM ID|Config status" } },
  { RVTOOLS_HOST, { "Host", "# Cores", "# Memory" } },
  { RVTOOLS_CLUSTER, { "Name", "NumHosts|# Hosts", "TotalCpu|NumCpuCores" } },
  { RVTOOLS_DATASTORE,
    { "Name", "Type", "Capacity MiB|Capacity MB", "Free MiB|Free MB" } },
  { RVTOOLS_PORT_GROUP, { "Port|Port Group", "Switch", "VLAN" } },
  { RVTOOLS_OTHER, { "Host", "Device|Adapter|Console|Switch|HBA" } },
  { RVTOOLS_OTHER, { "Switch|Resource Pool name|VI SDK Server" } },
  { RVTOOLS_OTHER, { "Name", "Message|Key|Cost Unit|RVTools Version" } },
};

/* Whether what is asked has one of the columns of a mark. */
typedef gboolean (*HasColumn) (gconstpointer where, const char *name);

static gboolean
has_mark (HasColumn has_column, gconstpointer where, const char *mark)
{
  g_auto (GStrv) names = g_strsplit (mark, "|", -1);

  for (guint i = 0; names[i] != NULL; i++)
    if (has_column (where, names[i]))
      return TRUE;
  return FALSE;
}

static gboolean
find_tab (HasColumn has_column, gconstpointer where, RvtoolsTab *tab_out)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++)
    {
      gboolean fits = TRUE;

      for (gsize k = 0; fits && k < MAX_MARKS && signatures[i].marks[k] != NULL;
           k++)
        fits = has_mark (has_column, where, signatures[i].marks[k]);
      if (fits)
        {
          *tab_out = signatures[i].tab;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
sheet_has (gconstpointer where, const char *name)
{
  return connectors_sheet_find (where, (const char *const[]){ name, NULL })
         != UITWEG_NONE;
}

gboolean
rvtools_tab_of (const ConnectorsSheet *sheet, RvtoolsTab *tab_out)
{
  return find_tab (sheet_has, sheet, tab_out);
}

static gboolean
sample_has (gconstpointer where, const char *name)
{
  return connectors_sample_has_column (where, name);
}

guint
rvtools_recognise_tab (const UitwegConnectorSample *sample)
{
  RvtoolsTab tab;

  if (!find_tab (sample_has, sample, &tab))
    return CONNECTORS_NOT_MINE;
  if (tab == RVTOOLS_INFO || tab == RVTOOLS_HOST
      || (tab < RVTOOLS_HOST && sample_has (sample, "Powerstate")))
    return CONNECTORS_CERTAIN;
  /* Names such as Switch and Port stand in many lists; these, together with
   * them, only here. */
  return sample_has (sample, "VI SDK UUID")
                 || sample_has (sample, "VI SDK Server")
                 || sample_has (sample, "Cost Unit")
             ? CONNECTORS_LIKELY
             : CONNECTORS_NOT_MINE;
}

const char *
rvtools_tab_get_name (RvtoolsTab tab)
{
  static const char *const names[RVTOOLS_N_TABS] = {
    "vInfo",      "vMemory", "vDisk",    "vNetwork",   "vUSB",   "vCPU",
    "vPartition", "vHost",   "vCluster", "vDatastore", "dvPort", "other",
  };

  return names[tab];
}

const char *
rvtools_pool (RvtoolsInventory *inventory, const char *text)
{
  return base_strpool_get (
      inventory->pool,
      base_strpool_intern (inventory->pool, text, strlen (text)));
}

const char *
rvtools_keep (RvtoolsInventory *inventory,
              ConnectorsSheet *sheet,
              guint32 column)
{
  const char *text = connectors_sheet_get_text (sheet, column);

  return text != NULL ? rvtools_pool (inventory, text) : NULL;
}

gint64
rvtools_amount (ConnectorsSheet *sheet, guint32 column)
{
  double number = connectors_sheet_get_number (sheet, column);

  /* More than a PiB of MiB is no size. */
  return number >= 0.0 && number < 1e9 * 1024 ? (gint64) (number + 0.5)
                                              : UITWEG_UNKNOWN;
}

guint32
rvtools_column (const ConnectorsSheet *sheet, ...)
{
  guint32 column = UITWEG_NONE;
  const char *name;
  va_list names;

  va_start (names, sheet);
  while (column == UITWEG_NONE && (name = va_arg (names, const char *)) != NULL)
    column = connectors_sheet_find (sheet, (const char *const[]){ name, NULL });
  va_end (names);
  return column;
}
