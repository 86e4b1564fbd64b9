/* SPDX-License-Identifier: EUPL-1.2
 *
 * Disks that several machines open, and pairs of fault tolerance: machines
 * that must move together. Found once all tabs are read.
 */
#include "config.h"

#include "connectors/rvtools/rvtools.h"

#include <string.h>

/* Up to so many machines, each pair is joined; beyond, each to the next. */
#define MAX_PAIRED 8

/* One sign that machines share something. */
typedef struct
{
  const char *key;
  const char *owner;
  guint32 disk; /* or UITWEG_NONE */
} Sign;

static gint
compare_signs (gconstpointer a, gconstpointer b)
{
  const Sign *first = a;
  const Sign *second = b;
  gint order = strcmp (first->key, second->key);

  return order != 0 ? order : strcmp (first->owner, second->owner);
}

static void
bind (RvtoolsInventory *inventory,
      const char *a,
      const char *b,
      const char *origin)
{
  connectors_add_dependency (inventory->source, a, b,
                             CONNECTORS_RULE_SHARES_DISK, origin);
  connectors_add_dependency (inventory->source, b, a,
                             CONNECTORS_RULE_SHARES_DISK, origin);
}

static void
mark_shared (RvtoolsInventory *inventory, guint32 number)
{
  RvtoolsDisk *disk;

  if (number == UITWEG_NONE)
    return;
  disk = &g_array_index (inventory->disks, RvtoolsDisk, number);
  disk->is_shared = TRUE;
  if (disk->vm != RVTOOLS_NO_VM)
    g_array_index (inventory->vms, RvtoolsVm, disk->vm).features |=
        RVTOOLS_SHARED_DISK;
}

/* Joins the owners of signs[0 .. n), which have one key. */
static void
bind_group (RvtoolsInventory *inventory,
            const Sign *signs,
            guint n,
            const char *origin)
{
  g_autoptr (GPtrArray) owners = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    if (i == 0 || strcmp (signs[i].owner, signs[i - 1].owner) != 0)
      g_ptr_array_add (owners, (gpointer) signs[i].owner);
  if (owners->len < 2)
    return;
  for (guint i = 0; i < n; i++)
    mark_shared (inventory, signs[i].disk);
  for (guint i = 0; i < owners->len; i++)
    for (guint k = i + 1;
         k
         < (owners->len <= MAX_PAIRED ? owners->len : MIN (i + 2, owners->len));
         k++)
      bind (inventory, owners->pdata[i], owners->pdata[k], origin);
}

static void
bind_all (RvtoolsInventory *inventory, GArray *signs, const char *origin)
{
  const Sign *sign = (const Sign *) (gconstpointer) signs->data;
  guint end;

  g_array_sort (signs, compare_signs);
  for (guint start = 0; start < signs->len; start = end)
    {
      for (end = start + 1; end < signs->len; end++)
        if (strcmp (sign[end].key, sign[start].key) != 0)
          break;
      bind_group (inventory, sign + start, end - start, origin);
    }
}

typedef const char *(*GetKey) (const RvtoolsDisk *disk);

static const char *
get_uuid (const RvtoolsDisk *disk)
{
  return disk->uuid;
}

static const char *
get_path (const RvtoolsDisk *disk)
{
  return disk->path;
}

static const char *
get_lun (const RvtoolsDisk *disk)
{
  return disk->lun != NULL && disk->lun[0] != '\0' ? disk->lun : NULL;
}

static void
bind_disks (RvtoolsInventory *inventory, GetKey get_key, const char *origin)
{
  g_autoptr (GArray) signs = g_array_new (FALSE, FALSE, sizeof (Sign));

  for (guint32 i = 0; i < inventory->disks->len; i++)
    {
      const RvtoolsDisk *disk = &g_array_index (inventory->disks, RvtoolsDisk,
                                                i);
      Sign sign = { get_key (disk), disk->owner, i };

      if (sign.key != NULL)
        g_array_append_val (signs, sign);
    }
  bind_all (inventory, signs, origin);
}

/* Fault tolerance keeps two machines of one name in step. */
static void
bind_tolerant (RvtoolsInventory *inventory)
{
  g_autoptr (GArray) signs = g_array_new (FALSE, FALSE, sizeof (Sign));

  for (guint32 i = 0; i < inventory->vms->len; i++)
    {
      const RvtoolsVm *vm = &g_array_index (inventory->vms, RvtoolsVm, i);
      Sign sign = { vm->name, vm->id, UITWEG_NONE };

      if ((vm->features & RVTOOLS_FAULT_TOLERANT) != 0 && vm->name != NULL
          && !vm->is_skipped)
        g_array_append_val (signs, sign);
    }
  bind_all (inventory, signs, "rvtools.vInfo.ft-state");
}

void
rvtools_find_sharing (RvtoolsInventory *inventory)
{
  bind_disks (inventory, get_uuid, "rvtools.vDisk.disk-uuid");
  bind_disks (inventory, get_path, "rvtools.vDisk.path");
  bind_disks (inventory, get_lun, "rvtools.vDisk.raw-lun-id");
  bind_tolerant (inventory);
  for (guint32 i = 0; i < inventory->disks->len; i++)
    {
      const RvtoolsDisk *disk = &g_array_index (inventory->disks, RvtoolsDisk,
                                                i);

      inventory->n_lonely += disk->claims_sharing && !disk->is_shared;
      if (disk->claims_sharing && disk->vm != RVTOOLS_NO_VM)
        g_array_index (inventory->vms, RvtoolsVm, disk->vm).features |=
            RVTOOLS_SHARED_DISK;
    }
}
