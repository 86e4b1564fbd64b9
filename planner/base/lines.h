/* SPDX-License-Identifier: EUPL-1.2
 *
 * A file line by line, with a bound, and only if it is UTF-8 without NUL.
 */
#ifndef BASE_LINES_H
#define BASE_LINES_H

#include <glib.h>

G_BEGIN_DECLS

/* The longest line: 64 MiB. */
#define BASE_LINES_MAX_LENGTH ((gsize) 64 << 20)

typedef struct
{
  const char *text; /* NUL-terminated; valid until the next line is read */
  gsize length;     /* without LF or CR LF */
  guint32 number;   /* from 1 */
} BaseLine;

typedef struct _BaseLines BaseLines;

/* Returns: (transfer full): NULL with BASE_INPUT_ERROR_UNREADABLE set if
 *   @path cannot be opened */
BaseLines *base_lines_open (const char *path, GError **error);

/* @fd stays the caller's; @name is for messages, such as "<stdin>". */
BaseLines *base_lines_new_for_fd (const char *name, gint fd);

/* @data stays the caller's. */
BaseLines *
base_lines_new_for_data (const char *name, const char *data, gsize length);

void base_lines_free (BaseLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseLines, base_lines_free)

/* Another bound than BASE_LINES_MAX_LENGTH; at most that. */
void base_lines_set_max_length (BaseLines *lines, gsize max_length);

/*
 * Reads the next line. What follows the last LF is a line if it is not
 * empty.
 *
 * Returns: FALSE at the end; and with BASE_INPUT_ERROR set if the file
 *   cannot be read, a line is too long, or holds NUL or invalid UTF-8. The
 *   message has line and byte. @line_out is then left as it was
 */
gboolean base_lines_next (BaseLines *lines, BaseLine *line_out, GError **error);

G_END_DECLS

#endif
