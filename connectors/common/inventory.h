/* SPDX-License-Identifier: EUPL-1.2
 *
 * An inventory in the making, for connectors that read a folder of saved
 * answers: files are found and parsed, things and the edges between them are
 * gathered in any order, and all is written at once, sorted, each thing one
 * time, with one source record for the whole run.
 */
#ifndef CONNECTORS_COMMON_INVENTORY_H
#define CONNECTORS_COMMON_INVENTORY_H

#include "base/doc.h"
#include "connectors/common/machine-types.h"
#include "connectors/common/records.h"

G_BEGIN_DECLS

typedef struct _ConnectorsInventory ConnectorsInventory;
typedef struct _ConnectorsThing ConnectorsThing;

ConnectorsInventory *connectors_inventory_new (void);
void connectors_inventory_free (ConnectorsInventory *inventory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConnectorsInventory, connectors_inventory_free)

/* inventory-read.c: files to documents. */

/* One parsed document of a file. */
typedef struct
{
  const char *path;
  const char *data; /* the whole file as UTF-8, without byte order mark */
  gsize length;
  const BaseDoc *doc;   /* NULL in the form TEXT */
  const BaseNode *root; /* NULL in the form TEXT */
} ConnectorsSaved;

typedef enum
{
  CONNECTORS_SAVED_JSON, /* one value */
  CONNECTORS_SAVED_YAML, /* documents; what begins with { or [ is JSON */
  CONNECTORS_SAVED_TEXT, /* bytes as they are, for the taker to parse */
} ConnectorsSavedForm;

typedef struct
{
  const char *const *suffixes; /* of files in folders, ended by NULL */
  gsize max_length;            /* of a file, below 1 GiB */
  ConnectorsSavedForm form;
  /* Takes what a document holds. FALSE if it is nothing of the connector's;
   * or, with `error` set, if it is but cannot be read. Nothing that it points
   * to stays. */
  gboolean (*take) (const ConnectorsSaved *saved,
                    ConnectorsInventory *inventory,
                    gpointer data,
                    GError **error);
  const char *expected; /* "an answer of OpenStack", for messages */
  /* Reads a file in place of connectors_read_file(), or NULL. */
  gboolean (*read) (const char *path,
                    gsize limit,
                    char **contents_out,
                    gsize *length_out,
                    char **sha256_out,
                    GError **error);
} ConnectorsSavedKind;

/*
 * Reads all files given, and those in folders given. A file that was named
 * and is not of the kind is an error; one that a folder holds costs itself
 * and is told. In YAML a document that cannot be read costs that document.
 */
gboolean connectors_inventory_read (ConnectorsInventory *inventory,
                                    const UitwegCollectRequest *request,
                                    const ConnectorsSavedKind *kind,
                                    gpointer data,
                                    GCancellable *cancellable,
                                    GError **error);

/* inventory.c: what was found. */

/* Begins a thing. The same id again is merged when all is written: what one
 * lacks comes from the other. `rule` says where it was read. */
ConnectorsThing *connectors_inventory_add (ConnectorsInventory *inventory,
                                           const char *id,
                                           UitwegResourceKind kind,
                                           const char *native_type,
                                           const char *rule);
/* Scalar fields; NULL, UITWEG_UNKNOWN and -1 change nothing. Sizes and counts
 * that no record can hold are unknown. */
void connectors_thing_set_text (ConnectorsThing *thing,
                                guint field,
                                const char *text);
void
connectors_thing_set_int (ConnectorsThing *thing, guint field, gint64 value);
void connectors_thing_set_environment (ConnectorsThing *thing,
                                       const char *value);
/* macs, addresses, features; each once, sorted when written. The list is
 * known, and maybe empty, once it was begun by NULL. */
void connectors_thing_add_text (ConnectorsThing *thing,
                                guint field,
                                const char *text);
void connectors_thing_add_tag (ConnectorsThing *thing,
                               const char *key,
                               const char *value);
/* A tag as the owner wrote it: kept as far as it tells environment or
 * application, and otherwise not at all. */
void connectors_thing_add_owners_tag (ConnectorsThing *thing,
                                      const char *key,
                                      const char *value);
/* `shared`: 1, 0 or -1 */
void connectors_thing_add_disk (ConnectorsThing *thing,
                                const char *id,
                                gint64 size,
                                const char *format,
                                gint shared);
/* What the type of a machine holds fills what is not known else, once the
 * inventory knows types; `provider` is static. */
void connectors_thing_set_machine_type (ConnectorsThing *thing,
                                        const char *provider,
                                        const char *type);
/* The thing is planned, inferred, … and not documented. */
void connectors_thing_set_grade (ConnectorsThing *thing, UitwegGrade grade);

void connectors_inventory_add_edge (ConnectorsInventory *inventory,
                                    const char *from,
                                    const char *to,
                                    ConnectorsRule rule,
                                    const char *origin);
/* All that join the same group need each other by `rule`: up to 8 each with
 * each, more in a ring. */
void connectors_inventory_join_group (ConnectorsInventory *inventory,
                                      const char *group,
                                      const char *id,
                                      ConnectorsRule rule,
                                      const char *origin);

/* As for a source: what was not read, and what else is to know. */
void connectors_inventory_add_problem (ConnectorsInventory *inventory,
                                       const char *place,
                                       guint unseen,
                                       const char *format,
                                       ...) G_GNUC_PRINTF (4, 5);
void connectors_inventory_add_note (ConnectorsInventory *inventory,
                                    const char *place,
                                    const char *format,
                                    ...) G_GNUC_PRINTF (3, 4);
/* Adds to a count that becomes a tag of the source. */
void connectors_inventory_count (ConnectorsInventory *inventory,
                                 const char *key,
                                 guint64 n);
void connectors_inventory_add_source_tag (ConnectorsInventory *inventory,
                                          const char *key,
                                          const char *value);

/* Borrows the types, for connectors_thing_set_machine_type(). */
void
connectors_inventory_use_machine_types (ConnectorsInventory *inventory,
                                        const ConnectorsMachineTypes *types);

/* Whether any thing has that id. */
gboolean connectors_inventory_has (const ConnectorsInventory *inventory,
                                   const char *id);
guint connectors_inventory_get_n_things (const ConnectorsInventory *inventory);

/* Writes all of it: things by id, their edges, the source record. */
void connectors_inventory_write (ConnectorsInventory *inventory,
                                 const char *connector,
                                 const char *scope,
                                 const UitwegCollectRequest *request,
                                 UitwegEstateBuilder *builder);

/* For inventory-read.c. */
void connectors_inventory_add_file (ConnectorsInventory *inventory,
                                    const char *path,
                                    const char *sha256);

G_END_DECLS

#endif
