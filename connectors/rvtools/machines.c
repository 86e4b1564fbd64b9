/* SPDX-License-Identifier: EUPL-1.2
 *
 * The tab vInfo, which says what machines there are, and how the rows of all
 * other tabs find theirs: by id. A name is not an id; it serves only where a
 * tab has nothing else, the name is unique, and the tabs that have both agree
 * on whose name it is.
 */
#include "config.h"

#include "connectors/common/secrets.h"
#include "connectors/rvtools/rvtools.h"

#include <math.h>
#include <string.h>

#define UUID_IN_ID 8
/* Rows that know a machine by another name than vInfo: more than one of so
 * many, and names join nothing. */
#define MISNAMED_SHARE 10

static void
free_array (GArray **array)
{
  g_clear_pointer (array, g_array_unref);
}

RvtoolsInventory *
rvtools_inventory_new (BaseStrpool *pool)
{
  RvtoolsInventory *inventory = g_new0 (RvtoolsInventory, 1);

  inventory->pool = pool;
  inventory->vms = g_array_new (FALSE, TRUE, sizeof (RvtoolsVm));
  inventory->disks = g_array_new (FALSE, TRUE, sizeof (RvtoolsDisk));
  inventory->addresses = g_array_new (FALSE, TRUE, sizeof (RvtoolsFact));
  inventory->macs = g_array_new (FALSE, TRUE, sizeof (RvtoolsFact));
  inventory->networks = g_array_new (FALSE, TRUE, sizeof (RvtoolsFact));
  inventory->hosts = g_array_new (FALSE, TRUE, sizeof (RvtoolsThing));
  inventory->clusters = g_array_new (FALSE, TRUE, sizeof (RvtoolsThing));
  inventory->datastores = g_array_new (FALSE, TRUE, sizeof (RvtoolsThing));
  inventory->port_groups = g_array_new (FALSE, TRUE, sizeof (RvtoolsThing));
  inventory->by_key = g_hash_table_new (NULL, NULL);
  inventory->by_moref = g_hash_table_new (NULL, NULL);
  inventory->by_name = g_hash_table_new (NULL, NULL);
  inventory->unseen = g_hash_table_new (NULL, NULL);
  inventory->volumes = g_hash_table_new (NULL, NULL);
  return inventory;
}

void
rvtools_inventory_empty (RvtoolsInventory *inventory)
{
  free_array (&inventory->vms);
  free_array (&inventory->disks);
  free_array (&inventory->addresses);
  free_array (&inventory->macs);
  free_array (&inventory->networks);
  free_array (&inventory->hosts);
  free_array (&inventory->clusters);
  free_array (&inventory->datastores);
  free_array (&inventory->port_groups);
}

void
rvtools_inventory_free (RvtoolsInventory *inventory)
{
  if (inventory == NULL)
    return;
  rvtools_inventory_empty (inventory);
  g_hash_table_unref (inventory->by_key);
  g_hash_table_unref (inventory->by_moref);
  g_hash_table_unref (inventory->by_name);
  g_hash_table_unref (inventory->unseen);
  g_hash_table_unref (inventory->volumes);
  connectors_source_free (inventory->source);
  g_free (inventory);
}

/* --- vInfo --------------------------------------------------------------- */

enum
{
  MAX_NETWORKS = 8,
  MAX_TAG_COLUMNS = 8
};

typedef struct
{
  guint32 name, moref, scope, uuid, state, is_template, is_placeholder;
  guint32 connection, vcpu, memory, disks, nics, capacity, provisioned, in_use;
  guint32 address, hostname, firmware, secure_boot, latency, fault;
  guint32 datacenter, cluster, host, os, os_tools, rules;
  guint32 networks[MAX_NETWORKS];
  guint32 environment, application;
} InfoColumns;

/* Custom attributes are kept only where they tell what a thing is part of. */
static void
find_tags (const ConnectorsSheet *sheet, InfoColumns *columns)
{
  columns->environment = columns->application = UITWEG_NONE;
  for (guint32 i = 0; i < connectors_sheet_get_n_columns (sheet); i++)
    switch (connectors_tag_of (connectors_sheet_get_head (sheet, i)))
      {
      case CONNECTORS_TAG_ENVIRONMENT:
        columns->environment = i;
        break;
      case CONNECTORS_TAG_APPLICATION:
        columns->application = i;
        break;
      case CONNECTORS_TAG_OTHER:
      case CONNECTORS_TAG_SERVICE:
      case CONNECTORS_TAG_OWNER:
      case CONNECTORS_TAG_COST_CENTRE:
      case CONNECTORS_TAG_NAME:
        break;
      }
}

static void
find_columns (const ConnectorsSheet *sheet, InfoColumns *c)
{
  c->name = rvtools_column (sheet, "VM", NULL);
  c->moref = rvtools_column (sheet, "VM ID", NULL);
  c->scope = rvtools_column (sheet, "VI SDK UUID", "vCenter UUID", NULL);
  c->uuid = rvtools_column (sheet, "VM UUID", "SMBIOS UUID", NULL);
  c->state = rvtools_column (sheet, "Powerstate", NULL);
  c->is_template = rvtools_column (sheet, "Template", NULL);
  c->is_placeholder = rvtools_column (sheet, "SRM Placeholder", NULL);
  c->connection = rvtools_column (sheet, "Connection state", NULL);
  c->vcpu = rvtools_column (sheet, "CPUs", NULL);
  c->memory = rvtools_column (sheet, "Memory", "Memory MiB", "Memory MB", NULL);
  c->disks = rvtools_column (sheet, "Disks", NULL);
  c->nics = rvtools_column (sheet, "NICs", NULL);
  c->capacity = rvtools_column (sheet, "Total disk capacity MiB", NULL);
  c->provisioned = rvtools_column (sheet, "Provisioned MiB", "Provisioned MB",
                                   NULL);
  c->in_use = rvtools_column (sheet, "In Use MiB", "In Use MB", NULL);
  c->address = rvtools_column (sheet, "Primary IP Address", NULL);
  c->hostname = rvtools_column (sheet, "DNS Name", NULL);
  c->firmware = rvtools_column (sheet, "Firmware", NULL);
  c->secure_boot = rvtools_column (sheet, "EFI Secure boot", NULL);
  c->latency = rvtools_column (sheet, "Latency Sensitivity", NULL);
  c->fault = rvtools_column (sheet, "FT State", NULL);
  c->datacenter = rvtools_column (sheet, "Datacenter", NULL);
  c->cluster = rvtools_column (sheet, "Cluster", NULL);
  c->host = rvtools_column (sheet, "Host", NULL);
  c->os = rvtools_column (sheet, "OS according to the configuration file", "OS",
                          NULL);
  c->os_tools = rvtools_column (sheet, "OS according to the VMware Tools",
                                NULL);
  c->rules = rvtools_column (sheet, "Cluster rule name(s)", "Cluster rule(s)",
                             NULL);
  for (guint i = 0; i < MAX_NETWORKS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Network #%u", i + 1);

      c->networks[i] = rvtools_column (sheet, name, NULL);
    }
  find_tags (sheet, c);
}

static guint
read_features (ConnectorsSheet *sheet, const InfoColumns *c)
{
  const char *firmware = connectors_sheet_get_text (sheet, c->firmware);
  const char *latency = connectors_sheet_get_text (sheet, c->latency);
  const char *fault = connectors_sheet_get_text (sheet, c->fault);
  guint features = 0;

  if (firmware != NULL && g_ascii_strcasecmp (firmware, "efi") == 0)
    features |= RVTOOLS_UEFI;
  if (connectors_sheet_get_bool (sheet, c->secure_boot) == 1)
    features |= RVTOOLS_SECURE_BOOT;
  if (latency != NULL && g_ascii_strcasecmp (latency, "high") == 0)
    features |= RVTOOLS_LATENCY;
  if (fault != NULL && g_ascii_strcasecmp (fault, "notConfigured") != 0)
    features |= RVTOOLS_FAULT_TOLERANT;
  return features;
}

static const char *
keep_state (RvtoolsInventory *inventory, ConnectorsSheet *sheet, guint32 column)
{
  const char *state = rvtools_keep (inventory, sheet, column);

  if (g_strcmp0 (state, "poweredOn") == 0)
    return "running";
  return g_strcmp0 (state, "poweredOff") == 0 ? "stopped" : state;
}

static const char *
keep_public (RvtoolsInventory *inventory,
             ConnectorsSheet *sheet,
             guint32 column)
{
  g_autofree char *text = connectors_clean_public (
      connectors_sheet_get_text (sheet, column));

  return text != NULL ? rvtools_pool (inventory, text) : NULL;
}

static void
add_fact (GArray *facts, guint32 vm, const char *text)
{
  RvtoolsFact fact = { vm, text };

  if (text != NULL)
    g_array_append_val (facts, fact);
}

static void
add_sum (gint64 *sum, gint64 value)
{
  if (value != UITWEG_UNKNOWN)
    *sum += value;
}

/* A row as a machine. */
static RvtoolsVm
read_vm (RvtoolsInventory *inventory, ConnectorsSheet *sheet, InfoColumns *c)
{
  const char *environment = connectors_sheet_get_text (sheet, c->environment);
  RvtoolsVm vm = {
    .scope = rvtools_keep (inventory, sheet, c->scope),
    .moref = rvtools_keep (inventory, sheet, c->moref),
    .name = rvtools_keep (inventory, sheet, c->name),
    .uuid = rvtools_keep (inventory, sheet, c->uuid),
    .state = keep_state (inventory, sheet, c->state),
    .os = rvtools_keep (inventory, sheet, c->os_tools),
    .hostname = rvtools_keep (inventory, sheet, c->hostname),
    .datacenter = rvtools_keep (inventory, sheet, c->datacenter),
    .cluster = rvtools_keep (inventory, sheet, c->cluster),
    .host = rvtools_keep (inventory, sheet, c->host),
    .rules = keep_public (inventory, sheet, c->rules),
    .application = keep_public (inventory, sheet, c->application),
    .environment = environment != NULL ? connectors_environment_of (environment)
                                       : -1,
    .vcpu = rvtools_amount (sheet, c->vcpu),
    .cpu_vcpu = UITWEG_UNKNOWN,
    .memory = rvtools_amount (sheet, c->memory),
    .memory_size = UITWEG_UNKNOWN,
    .provisioned = rvtools_amount (sheet, c->provisioned),
    .in_use = rvtools_amount (sheet, c->in_use),
    .consumed = UITWEG_UNKNOWN,
    .cpu_used = NAN,
    .memory_used = NAN,
    .features = read_features (sheet, c),
  };

  if (vm.os == NULL)
    vm.os = rvtools_keep (inventory, sheet, c->os);
  vm.is_bare = vm.moref == NULL && vm.vcpu == UITWEG_UNKNOWN
               && vm.memory == UITWEG_UNKNOWN;
  return vm;
}

/* Counts what the row says, and whether it is a machine at all. */
static void
count_row (RvtoolsInventory *inventory,
           ConnectorsSheet *sheet,
           const InfoColumns *c,
           RvtoolsVm *vm)
{
  RvtoolsTally *tally = &inventory->tallies[RVTOOLS_INFO];
  const char *connection = connectors_sheet_get_text (sheet, c->connection);

  tally->n_rows++;
  add_sum (&tally->sums[0], vm->vcpu);
  add_sum (&tally->sums[1], vm->memory);
  if (connectors_sheet_get_bool (sheet, c->is_template) == 1)
    inventory->n_templates++;
  else if (connectors_sheet_get_bool (sheet, c->is_placeholder) == 1)
    inventory->n_placeholders++;
  else
    {
      add_sum (&tally->sums[2], rvtools_amount (sheet, c->disks));
      add_sum (&tally->sums[3], vm->provisioned);
      add_sum (&tally->sums[4], rvtools_amount (sheet, c->nics));
      add_sum (&tally->sums[5], rvtools_amount (sheet, c->capacity));
      add_sum (&tally->sums[6], vm->in_use);
      if (connection != NULL
          && g_ascii_strcasecmp (connection, "connected") != 0)
        inventory->n_stale++;
      return;
    }
  vm->is_skipped = TRUE;
  tally->n_skipped++;
}

gboolean
rvtools_read_info (RvtoolsInventory *inventory,
                   ConnectorsSheet *sheet,
                   GError **error)
{
  GError *failed = NULL;
  InfoColumns columns;

  find_columns (sheet, &columns);
  while (connectors_sheet_next (sheet, &failed))
    {
      guint32 number = inventory->vms->len;
      RvtoolsVm vm = read_vm (inventory, sheet, &columns);

      if (vm.name == NULL && vm.moref == NULL)
        {
          connectors_sheet_note (sheet, "found a row without name and id");
          continue;
        }
      count_row (inventory, sheet, &columns, &vm);
      g_array_append_val (inventory->vms, vm);
      if (vm.is_skipped)
        continue;
      add_fact (inventory->addresses, number,
                rvtools_keep (inventory, sheet, columns.address));
      for (guint i = 0; i < MAX_NETWORKS; i++)
        add_fact (inventory->networks, number,
                  rvtools_keep (inventory, sheet, columns.networks[i]));
    }
  if (failed != NULL)
    g_propagate_error (error, failed);
  return failed == NULL;
}

/* --- Joining ------------------------------------------------------------- */

static const char *
make_key (RvtoolsInventory *inventory, const char *scope, const char *moref)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", scope != NULL ? scope : "",
                                          moref);

  return rvtools_pool (inventory, key);
}

static const char *
make_vm_id (RvtoolsInventory *inventory,
            const char *scope,
            const char *moref,
            const char *uuid)
{
  g_autofree char *id = NULL;

  if (scope != NULL)
    id = connectors_make_id ("vm/%s/%s", scope, moref);
  else if (uuid != NULL)
    id = connectors_make_id ("vm/%s/%.*s", moref, UUID_IN_ID, uuid);
  else
    id = connectors_make_id ("vm/%s", moref);
  return rvtools_pool (inventory, id);
}

/* Makes `word` mean machine `number`, or none where it means another one. */
static void
add_word (GHashTable *table, const char *word, guint32 number)
{
  if (word == NULL)
    return;
  if (g_hash_table_contains (table, word))
    number = UITWEG_NONE; /* + 1 is 0 */
  g_hash_table_insert (table, (gpointer) word, GUINT_TO_POINTER (number + 1));
}

static const char *
greater_text (const char *a, const char *b)
{
  return g_strcmp0 (a, b) >= 0 ? a : b;
}

/* Joins what two rows say of one machine, in a way that does not depend on
 * which of them came first. */
static void
merge_vm (RvtoolsVm *vm, const RvtoolsVm *other)
{
  vm->name = greater_text (vm->name, other->name);
  vm->uuid = greater_text (vm->uuid, other->uuid);
  vm->state = greater_text (vm->state, other->state);
  vm->os = greater_text (vm->os, other->os);
  vm->hostname = greater_text (vm->hostname, other->hostname);
  vm->datacenter = greater_text (vm->datacenter, other->datacenter);
  vm->cluster = greater_text (vm->cluster, other->cluster);
  vm->host = greater_text (vm->host, other->host);
  vm->rules = greater_text (vm->rules, other->rules);
  vm->application = greater_text (vm->application, other->application);
  vm->environment = MAX (vm->environment, other->environment);
  vm->vcpu = MAX (vm->vcpu, other->vcpu);
  vm->memory = MAX (vm->memory, other->memory);
  vm->provisioned = MAX (vm->provisioned, other->provisioned);
  vm->in_use = MAX (vm->in_use, other->in_use);
  vm->features |= other->features;
  vm->is_skipped = vm->is_skipped && other->is_skipped;
}

static void
renumber (GArray *facts, const guint32 *numbers)
{
  for (guint i = 0; i < facts->len; i++)
    {
      RvtoolsFact *fact = &g_array_index (facts, RvtoolsFact, i);

      fact->vm = numbers[fact->vm];
    }
}

/* Machines without an id: by name within the cluster, as far as that goes. */
static const char *
make_named_key (RvtoolsInventory *inventory, const RvtoolsVm *vm)
{
  g_autofree char *key = g_strdup_printf (
      "%s\n\n%s\n%s", vm->scope != NULL ? vm->scope : "",
      vm->datacenter != NULL ? vm->datacenter : "", vm->name);

  return rvtools_pool (inventory, key);
}

/* A name says which machine it is within its data centre and vCenter; where
 * that is still not enough, a digest tells two apart. */
static const char *
make_named_id (RvtoolsInventory *inventory,
               const RvtoolsVm *vm,
               GHashTable *taken)
{
  g_autofree char *id = connectors_make_id (
      "vm/name/%s%s%s", vm->datacenter != NULL ? vm->datacenter : "",
      vm->datacenter != NULL ? "/" : "", vm->name);

  if (g_hash_table_contains (taken, id))
    {
      g_autofree char *digest = g_compute_checksum_for_string (
          G_CHECKSUM_SHA256, make_named_key (inventory, vm), -1);
      g_autofree char *longer = connectors_make_id ("%s~%.12s", id, digest);

      return rvtools_pool (inventory, longer);
    }
  return rvtools_pool (inventory, id);
}

void
rvtools_index (RvtoolsInventory *inventory)
{
  RvtoolsVm *vms = (RvtoolsVm *) (gpointer) inventory->vms->data;
  g_autofree guint32 *numbers = g_new (guint32, inventory->vms->len + 1);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  guint32 n = 0;

  for (guint32 i = 0; i < inventory->vms->len; i++)
    {
      const char *key = vms[i].moref != NULL
                            ? make_key (inventory, vms[i].scope, vms[i].moref)
                            : make_named_key (inventory, &vms[i]);
      guint32 known = GPOINTER_TO_UINT (
          g_hash_table_lookup (inventory->by_key, key));

      if (known > 0)
        {
          merge_vm (&vms[known - 1], &vms[i]);
          inventory->tallies[RVTOOLS_INFO].n_doubled++;
        }
      else
        {
          vms[n] = vms[i];
          known = ++n;
          g_hash_table_insert (inventory->by_key, (gpointer) key,
                               GUINT_TO_POINTER (known));
        }
      numbers[i] = known - 1;
    }
  g_array_set_size (inventory->vms, n);
  renumber (inventory->addresses, numbers);
  renumber (inventory->networks, numbers);
  for (guint32 i = 0; i < n; i++)
    {
      vms[i].id = vms[i].moref != NULL
                      ? make_vm_id (inventory, vms[i].scope, vms[i].moref,
                                    vms[i].uuid)
                      : make_named_id (inventory, &vms[i], taken);
      g_hash_table_add (taken, (gpointer) vms[i].id);
      inventory->n_bare += vms[i].is_bare && !vms[i].is_skipped;
      add_word (inventory->by_moref, vms[i].moref, i);
      add_word (inventory->by_name, vms[i].name, i);
    }
}

void
rvtools_join_init (RvtoolsJoin *join,
                   RvtoolsTab tab,
                   const ConnectorsSheet *sheet)
{
  join->tab = tab;
  join->name = rvtools_column (sheet, "VM", NULL);
  join->moref = rvtools_column (sheet, "VM ID", NULL);
  join->scope = rvtools_column (sheet, "VI SDK UUID", "vCenter UUID", NULL);
  join->is_template = rvtools_column (sheet, "Template", NULL);
  join->is_placeholder = rvtools_column (sheet, "SRM Placeholder", NULL);
}

/* Whether the tabs that have ids call machines as vInfo does. */
static gboolean
are_names_true (const RvtoolsInventory *inventory)
{
  guint64 n_joined = 0;
  guint64 n_misnamed = 0;

  for (guint i = RVTOOLS_MEMORY; i <= RVTOOLS_PARTITION; i++)
    {
      n_joined += inventory->tallies[i].n_rows;
      n_misnamed += inventory->tallies[i].n_misnamed;
    }
  return n_misnamed * MISNAMED_SHARE <= n_joined;
}

/* Number + 1 of the machine of a row, or 0. */
static guint32
find_vm (RvtoolsInventory *inventory,
         RvtoolsTally *tally,
         const char *scope,
         const char *moref,
         const char *name)
{
  guint32 number = 0;

  if (moref != NULL)
    {
      if (scope != NULL)
        number = GPOINTER_TO_UINT (g_hash_table_lookup (
            inventory->by_key, make_key (inventory, scope, moref)));
      if (number == 0)
        {
          number = GPOINTER_TO_UINT (
              g_hash_table_lookup (inventory->by_moref, moref));
          /* Another vCenter's machine may have the same id. */
          if (number > 0 && scope != NULL
              && g_array_index (inventory->vms, RvtoolsVm, number - 1).scope
                     != NULL)
            number = 0;
        }
      if (number > 0 && name != NULL
          && g_array_index (inventory->vms, RvtoolsVm, number - 1).name != name)
        tally->n_misnamed++;
    }
  else if (name != NULL && are_names_true (inventory))
    {
      number = GPOINTER_TO_UINT (
          g_hash_table_lookup (inventory->by_name, name));
      tally->n_by_name += number > 0;
    }
  return number;
}

gboolean
rvtools_join (RvtoolsInventory *inventory,
              const RvtoolsJoin *join,
              ConnectorsSheet *sheet,
              guint32 *vm_out,
              const char **owner_out)
{
  RvtoolsTally *tally = &inventory->tallies[join->tab];
  const char *name = rvtools_keep (inventory, sheet, join->name);
  const char *moref = rvtools_keep (inventory, sheet, join->moref);
  const char *scope = rvtools_keep (inventory, sheet, join->scope);
  guint32 number = find_vm (inventory, tally, scope, moref, name);

  tally->n_rows++;
  if (connectors_sheet_get_bool (sheet, join->is_template) == 1
      || connectors_sheet_get_bool (sheet, join->is_placeholder) == 1
      || (number > 0
          && g_array_index (inventory->vms, RvtoolsVm, number - 1).is_skipped))
    {
      tally->n_skipped++;
      return FALSE;
    }
  *vm_out = number > 0 ? number - 1 : RVTOOLS_NO_VM;
  *owner_out = NULL;
  if (number > 0)
    *owner_out = g_array_index (inventory->vms, RvtoolsVm, number - 1).id;
  else if (moref != NULL)
    {
      *owner_out = make_vm_id (inventory, scope, moref, NULL);
      g_hash_table_add (inventory->unseen, (gpointer) *owner_out);
      tally->n_unknown++;
    }
  else
    tally->n_unjoined++;
  return *owner_out != NULL;
}
