/* SPDX-License-Identifier: EUPL-1.2
 *
 * A large file on its way to a reader: a thread of its own reads it, takes
 * its digest and unpacks it (gzip), while the reader works on what came
 * before. What is packed is bounded per byte that it takes.
 */
#ifndef CONNECTORS_COMMON_FEED_H
#define CONNECTORS_COMMON_FEED_H

#include "base/source.h"

G_BEGIN_DECLS

typedef struct _ConnectorsFeed ConnectorsFeed;

/* Returns: (transfer full): NULL with UITWEG_CONNECTOR_ERROR_INPUT set if
 *   the file cannot be opened */
ConnectorsFeed *connectors_feed_open (const char *path, GError **error);
void connectors_feed_free (ConnectorsFeed *feed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConnectorsFeed, connectors_feed_free)

/* Returns: (transfer full): the bytes as a source, to be freed before the
 *   feed; only one */
BaseSource *connectors_feed_get_source (ConnectorsFeed *feed);

/* SHA-256 of the file as it is; waits for its end, whether all of it has
 * been read or not. NULL if it cannot be read to its end. (transfer none)
 * (nullable) */
const char *connectors_feed_get_sha256 (ConnectorsFeed *feed);

/* Whether it is packed; known once anything was read. */
gboolean connectors_feed_is_packed (const ConnectorsFeed *feed);

G_END_DECLS

#endif
