/* SPDX-License-Identifier: EUPL-1.2
 *
 * Tests of whole files, of lines, and of progress.
 */
#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/file.h"
#include "base/lines.h"
#include "base/problems.h"
#include "base/progress.h"

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  fixture->folder = g_dir_make_tmp ("uitweg-file-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
test_what_is_written_is_read (Fixture *fixture,
                              gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL, again = NULL;
  gsize length;
  const char *data;

  g_assert_true (base_file_write_atomic (path, "old", 3, &error));
  g_assert_true (base_file_write_atomic (path, "new\0er", 6, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);

  bytes = base_file_read (path, 6, &error);
  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &length);
  g_assert_cmpuint (length, ==, 6);
  g_assert_true (memcmp (data, "new\0er", 6) == 0);
  g_assert_cmpint (data[6], ==, '\0');

  again = base_file_read (path, 5, &error);
  g_assert_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_null (again);
}

static void
test_large_files (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (fixture->folder, "large", NULL);
  g_autofree char *text = g_strnfill (3000001, 'x');
  g_autoptr (BaseWriter) writer = base_writer_open (path, NULL);
  g_autoptr (GBytes) bytes = NULL;
  gsize length;

  g_assert_true (base_writer_write (writer, text, 1, NULL));
  g_assert_true (base_writer_write (writer, text, 3000000, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (base_writer_commit (writer, NULL));
  bytes = base_file_read (path, 3000001, NULL);
  g_assert_cmpstr (g_bytes_get_data (bytes, &length), ==, text);
  g_assert_cmpuint (length, ==, 3000001);
}

static void
test_an_abort_leaves_nothing (Fixture *fixture,
                              gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a", NULL);
  BaseWriter *writer = base_writer_open (path, NULL);

  g_assert_true (base_writer_write (writer, "half", 4, NULL));
  base_writer_free (writer);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_a_link_is_kept (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "link", NULL);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (base_file_write_atomic (path, "old", 3, NULL));
  g_assert_cmpint (symlink ("a", other), ==, 0);
  g_assert_true (base_file_write_atomic (other, "newer", 5, NULL));
  g_assert_true (g_file_test (other, G_FILE_TEST_IS_SYMLINK));
  bytes = base_file_read (path, 10, NULL);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 5);
}

static void
test_a_device_is_written_directly (Fixture *fixture G_GNUC_UNUSED,
                                   gconstpointer unused G_GNUC_UNUSED)
{
  g_assert_true (base_file_write_atomic ("/dev/null", "x", 1, NULL));
  g_assert_false (g_file_test ("/dev/null", G_FILE_TEST_IS_REGULAR));
}

static void
test_errors_name_the_path (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "no", NULL);
  g_autofree char *below = g_build_filename (missing, "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (base_file_read (missing, 10, &error));
  g_assert_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_UNREADABLE);
  g_assert_nonnull (strstr (error->message, "/no: no such file"));
  g_clear_error (&error);

  g_assert_null (base_file_read (fixture->folder, 10, &error));
  g_assert_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_UNREADABLE);
  g_assert_nonnull (strstr (error->message, "is a directory"));
  g_clear_error (&error);

  g_assert_false (base_file_write_atomic (below, "x", 1, &error));
  g_assert_error (error, BASE_FILE_ERROR, BASE_FILE_ERROR_WRITE);
  g_clear_error (&error);

  g_assert_false (base_file_write_atomic (fixture->folder, "x", 1, &error));
  g_assert_error (error, BASE_FILE_ERROR, BASE_FILE_ERROR_WRITE);
  g_clear_error (&error);

  if (g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_assert_false (base_file_write_atomic ("/dev/full", "x", 1, &error));
      g_assert_error (error, BASE_FILE_ERROR, BASE_FILE_ERROR_WRITE);
      g_assert_cmpstr (error->message, ==, "/dev/full: no space left");
    }
}

static void
test_sha256 (Fixture *fixture G_GNUC_UNUSED, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *digest = base_file_sha256 ("abc", 3);

  g_assert_cmpstr (digest, ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61"
                   "f20015ad");
}

/* Joins what is read by '|', or gives the error's message. */
static char *
join_lines (const char *data, gsize length, gsize max_length)
{
  g_autoptr (BaseLines) lines = base_lines_new_for_data ("x", data, length);
  g_autoptr (GError) error = NULL;
  GString *joined = g_string_new (NULL);
  BaseLine line = { NULL, 0, 0 };
  guint32 n = 0;

  base_lines_set_max_length (lines, max_length);
  while (base_lines_next (lines, &line, &error))
    {
      g_assert_cmpuint (line.number, ==, ++n);
      g_assert_cmpuint (strlen (line.text), ==, line.length);
      g_string_append_printf (joined, "%s|", line.text);
    }
  if (error != NULL)
    {
      g_assert_true (error->domain == BASE_INPUT_ERROR);
      g_string_append (joined, error->message);
    }
  return g_string_free (joined, FALSE);
}

static void
test_lines (void)
{
#define TEXT(text) text, sizeof text - 1
  static const struct
  {
    const char *data;
    gsize length;
    const char *expected;
  } cases[] = {
    { TEXT (""), "" },
    { TEXT ("a"), "a|" },
    { TEXT ("a\nb\n"), "a|b|" },
    { TEXT ("a\r\n\r\n\nb\r"), "a|||b\r|" },
    { TEXT ("\xef\xbb\xbf"), "" },
    { TEXT ("\xef\xbb\xbf"
            "a\n\xef\xbb\xbf"
            "b"),
      "a|\xef\xbb\xbf"
      "b|" },
    { TEXT ("12345678\r\n1"), "12345678|1|" },
    { TEXT ("ok\n123456789"), "ok|x:2: found a line longer than 8 bytes, "
                              "expected a shorter one" },
    { TEXT ("a\nb\xff"), "a|x:2:2: found invalid UTF-8, expected UTF-8 text" },
    { TEXT ("a\n\0b"), "a|x:2:1: found NUL, expected UTF-8 text" },
    { TEXT ("\xc3"), "x:1:1: found invalid UTF-8, expected UTF-8 text" },
    { TEXT ("\xff\xfe"
            "a\0\n\0\xe9\0\x3d\xd8\x00\xde"),
      "a|é😀|" },
    { TEXT ("\xfe\xff"
            "\0a\0\n\0b"),
      "a|b|" },
    { TEXT ("\xff\xfe"
            "a"),
      "x: found half a character of UTF-16 near byte 0, expected both halves" },
    { TEXT ("\xff\xfe\x3d\xd8"
            "a\0"),
      "x: found half a character of UTF-16 near byte 4, expected both halves" },
    { TEXT ("\xff\xfe\x00\xde"),
      "x: found half a character of UTF-16 near byte 2, expected both halves" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *joined = join_lines (cases[i].data, cases[i].length, 8);

      g_assert_cmpstr (joined, ==, cases[i].expected);
    }
}

static void
test_lines_across_reads (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (BaseLines) lines = NULL;
  g_autoptr (GError) error = NULL;
  BaseLine line;

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *fill = g_strnfill (i, 'x');

      g_string_append_printf (text, "%s\n", fill);
    }
  lines = base_lines_new_for_data ("x", text->str, text->len);
  for (guint i = 0; i < 2000; i++)
    {
      g_assert_true (base_lines_next (lines, &line, &error));
      g_assert_cmpuint (line.length, ==, i);
    }
  g_assert_false (base_lines_next (lines, &line, &error));
  g_assert_no_error (error);
}

static void
test_lines_of_files (Fixture *fixture, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a", NULL);
  g_autoptr (BaseLines) lines = NULL, missing = NULL, piped = NULL;
  g_autoptr (GError) error = NULL;
  BaseLine line;
  gint ends[2];

  g_assert_true (base_file_write_atomic (path, "one\ntwo", 7, NULL));
  lines = base_lines_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (base_lines_next (lines, &line, &error));
  g_assert_true (base_lines_next (lines, &line, &error));
  g_assert_cmpstr (line.text, ==, "two");
  g_assert_false (base_lines_next (lines, &line, &error));
  g_assert_no_error (error);

  missing = base_lines_open (fixture->folder, &error);
  g_assert_null (missing);
  g_assert_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_UNREADABLE);
  g_clear_error (&error);

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], "p\nq", 3), ==, 3);
  close (ends[1]);
  piped = base_lines_new_for_fd ("<stdin>", ends[0]);
  g_assert_true (base_lines_next (piped, &line, &error));
  g_assert_true (base_lines_next (piped, &line, &error));
  g_assert_cmpstr (line.text, ==, "q");
  g_assert_false (base_lines_next (piped, &line, &error));
  close (ends[0]);
}

static void
note_progress (const char *label,
               guint64 done,
               guint64 total,
               gpointer user_data)
{
  g_string_append_printf (user_data,
                          "%s %" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT " ",
                          label, done, total);
}

static void
test_progress (void)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (BaseProgress) progress = base_progress_new (note_progress, notes);

  base_progress_begin (progress, "read", 3);
  for (guint i = 0; i < 3; i++)
    base_progress_add (progress, 1);
  base_progress_end (progress);
  g_assert_cmpstr (notes->str, ==, "read 0/3 read 1/3 read 2/3 read 3/3 ");

  g_string_truncate (notes, 0);
  base_progress_begin (progress, "count", 0);
  for (guint i = 0; i < 70000; i++)
    base_progress_add (progress, 1);
  base_progress_end (progress);
  g_assert_cmpstr (notes->str, ==, "count 0/0 count 65536/0 count 70000/0 ");

  base_progress_begin (NULL, "x", 1);
  base_progress_add (NULL, 1);
  base_progress_end (NULL);
}

#define ADD(path, test)                                                        \
  g_test_add ("/base/file/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("back", test_what_is_written_is_read);
  ADD ("large", test_large_files);
  ADD ("abort", test_an_abort_leaves_nothing);
  ADD ("link", test_a_link_is_kept);
  ADD ("device", test_a_device_is_written_directly);
  ADD ("errors", test_errors_name_the_path);
  ADD ("sha256", test_sha256);
  ADD ("lines", test_lines_of_files);
  g_test_add_func ("/base/lines/cases", test_lines);
  g_test_add_func ("/base/lines/reads", test_lines_across_reads);
  g_test_add_func ("/base/progress", test_progress);
  return g_test_run ();
}
