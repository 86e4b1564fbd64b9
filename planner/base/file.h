/* SPDX-License-Identifier: EUPL-1.2
 *
 * Whole files in and out. What is read is bounded; what is written is there
 * whole or not at all.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <glib.h>

G_BEGIN_DECLS

/* BASE_FILE_ERROR_WRITE: a file could not be written. Reading sets
 * BASE_INPUT_ERROR of problems.h. Messages begin with the path. */
typedef enum
{
  BASE_FILE_ERROR_WRITE,
} BaseFileError;

#define BASE_FILE_ERROR (base_file_error_quark ())
GQuark base_file_error_quark (void);

/* Sets "PATH: what went wrong" from @number, an errno. */
void base_file_set_error (
    GError **error, GQuark domain, gint code, const char *path, gint number);

/*
 * Opens @path for reading. @size_out is its size if it is a regular file,
 * else -1; it may be NULL.
 *
 * Returns: a descriptor to close; -1 with BASE_INPUT_ERROR_UNREADABLE set
 *   if there is no such file or it is a directory
 */
gint base_file_open (const char *path, gint64 *size_out, GError **error);

/*
 * Reads a file of at most @max_bytes; the bytes are followed by a NUL that
 * does not count.
 *
 * Returns: (transfer full): NULL with BASE_INPUT_ERROR_UNREADABLE set if it
 *   cannot be read, BASE_INPUT_ERROR_INVALID if it is larger
 */
GBytes *base_file_read (const char *path, gsize max_bytes, GError **error);

/*
 * A file that is being written: under another name in the same folder, until
 * base_writer_commit() puts it in its place. A device or pipe is written
 * directly.
 */
typedef struct _BaseWriter BaseWriter;

/* Returns: (transfer full): NULL with BASE_FILE_ERROR_WRITE set on failure */
BaseWriter *base_writer_open (const char *path, GError **error);

/* After a failure all later calls fail too, with the same message. */
gboolean base_writer_write (BaseWriter *writer,
                            const char *data,
                            gsize length,
                            GError **error);

/*
 * Writes what is left to the disk and gives the file its name. The writer is
 * of no more use, but to be freed.
 */
gboolean base_writer_commit (BaseWriter *writer, GError **error);

/* Without a commit before it, nothing is left of what was written. */
void base_writer_free (BaseWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseWriter, base_writer_free)

/* Writes the whole of a file at once, in the same way. */
gboolean base_file_write_atomic (const char *path,
                                 const char *data,
                                 gsize length,
                                 GError **error);

/* Returns: (transfer full): the SHA-256 of @data in hexadecimal */
char *base_file_sha256 (gconstpointer data, gsize length);

G_END_DECLS

#endif
