/* SPDX-License-Identifier: EUPL-1.2
 *
 * A stream of bytes from a file, a descriptor or memory, with a window of
 * unread bytes that grows on demand. A UTF-8 byte order mark at the start is
 * dropped; UTF-16 with a mark becomes UTF-8.
 */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BaseSource BaseSource;

/* Returns: (transfer full): NULL with BASE_INPUT_ERROR_UNREADABLE set if
 *   @path cannot be opened or is a directory */
BaseSource *base_source_open (const char *path, GError **error);

/* @fd stays the caller's. @name is for messages. */
BaseSource *base_source_new_for_fd (const char *name, gint fd);

/* Gives at most @size bytes: how many, 0 at the end, -1 with @error set. */
typedef gssize (*BaseSourceRead) (gpointer data,
                                  char *bytes,
                                  gsize size,
                                  GError **error);

/* Bytes that a function gives, such as what was packed. */
BaseSource *base_source_new_for_reader (const char *name,
                                        BaseSourceRead read_bytes,
                                        gpointer data);

/* @data stays the caller's, and must stay until the source is freed. */
BaseSource *
base_source_new_for_data (const char *name, const char *data, gsize length);

void base_source_free (BaseSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseSource, base_source_free)

/* Returns: (transfer none): the name for messages */
const char *base_source_get_name (const BaseSource *source);

/*
 * The unread bytes, which the caller may change, and the byte after them,
 * which it may set. Valid until the next base_source_more().
 */
char *base_source_peek (BaseSource *source, gsize *n_out);

/*
 * Reads more bytes behind the unread ones.
 *
 * Returns: FALSE at the end, and with BASE_INPUT_ERROR set on failure
 */
gboolean base_source_more (BaseSource *source, GError **error);

/* Takes @n unread bytes as read. */
void base_source_skip (BaseSource *source, gsize n);

G_END_DECLS

#endif
