/* SPDX-License-Identifier: EUPL-1.2
 *
 * The files below what was given: sorted, bounded, and without following a
 * link to a folder, so that no circle and no order of the disk shows.
 */
#ifndef CONNECTORS_COMMON_WALK_H
#define CONNECTORS_COMMON_WALK_H

#include <uitweg/connector.h>

G_BEGIN_DECLS

/* The most files of one call. */
#define CONNECTORS_MAX_FILES 100000

typedef struct
{
  GPtrArray *files;   /* paths, sorted, each once */
  guint n_hidden;     /* names that begin with a dot, left out */
  guint n_links;      /* links to folders, left out */
  guint n_others;     /* neither file nor folder, left out */
  guint n_too_deep;   /* folders deeper than 64 levels, left out */
  guint n_unreadable; /* folders that cannot be listed, left out */
} ConnectorsWalk;

/* Files given by name are taken whatever they are called. FALSE with
 * UITWEG_CONNECTOR_ERROR_INPUT set if a path is not there, or there are more
 * than CONNECTORS_MAX_FILES. */
gboolean connectors_walk (const char *const *paths,
                          ConnectorsWalk *walk,
                          GError **error);
void connectors_walk_clear (ConnectorsWalk *walk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ConnectorsWalk, connectors_walk_clear)

G_END_DECLS

#endif
