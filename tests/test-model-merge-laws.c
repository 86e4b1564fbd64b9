/* SPDX-License-Identifier: EUPL-1.2
 *
 * Laws of the merge: the same files give the same bytes in any order and in
 * any bracketing, whatever they hold; a merge of one estate with itself
 * changes nothing.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include <uitweg/identity.h>

#define N_FILES 4
#define N_ROUNDS 12

typedef struct
{
  char *folder;
  guint n;            /* files written so far */
  char *in[N_FILES];  /* the estates to merge */
  GPtrArray *written; /* all paths */
  guint n_notes[UITWEG_N_MERGE_NOTE_KINDS];
} World;

static char *
new_path (World *world)
{
  char *path = g_strdup_printf ("%s/%u.jsonl", world->folder, world->n++);

  g_ptr_array_add (world->written, path);
  return path;
}

static gint
pick (gint n)
{
  return g_test_rand_int_range (0, n);
}

static void
add_provenance (GString *text, guint file, const char *fields)
{
  static const char *const grades[] = { "measured", "documented", "inferred",
                                        "assumed" };
  /* Now and then two files speak for one source, or none is named. */
  const gint kind = pick (12);

  if (kind == 0)
    return;
  g_string_append_printf (text, ",\"provenance\":[{\"source\":\"source/%u\",",
                          kind == 1 ? (file + 1) % N_FILES : file);
  g_string_append_printf (text, "\"rule\":\"r%d\",\"grade\":\"%s\"", pick (2),
                          grades[pick (4)]);
  if (pick (3) == 0)
    g_string_append_printf (text,
                            ",\"fields\":[%s]},"
                            "{\"source\":\"source/%u\",\"grade\":\"%s\"",
                            fields, file, grades[pick (4)]);
  g_string_append (text, "}]");
}

static void
add_identity (GString *text)
{
  g_string_append (text, ",\"identity\":{\"hostname\":");
  g_string_append_printf (text, "\"h%d.example.org\"", pick (12));
  if (pick (2) == 0)
    g_string_append_printf (text, ",\"uuid\":\"00000000-0000-0000-0000-%012d\"",
                            pick (14));
  if (pick (3) == 0)
    g_string_append_printf (text, ",\"serial\":\"S%d\"", pick (14));
  if (pick (3) == 0)
    g_string_append_printf (
        text, ",\"native_id\":\"%si-%017x\"",
        pick (2) == 0 ? "arn:aws:ec2:eu-west-1:123456789012:instance/" : "",
        0xabc0 + (guint) pick (14));
  if (pick (2) == 0)
    g_string_append_printf (text,
                            ",\"macs\":[\"52:54:00:00:00:%02x\","
                            "\"52-54-00-00-00-%02X\"]",
                            1 + pick (14), 1 + pick (14));
  if (pick (2) == 0)
    g_string_append_printf (text, ",\"addresses\":[\"10.0.0.%d\"]", pick (6));
  g_string_append_c (text, '}');
}

static void
add_resource (GString *text, const char *id, guint file)
{
  static const char *const kinds[] = { "vm", "vm", "vm", "host", "unknown" };

  g_string_append_printf (text,
                          "{\"record\":\"resource\",\"id\":\"%s\",\"kind\":"
                          "\"%s\",\"name\":\"n%d\"",
                          id, kinds[pick (5)], pick (8));
  add_identity (text);
  if (pick (2) == 0)
    g_string_append_printf (text,
                            ",\"provider\":\"aws\",\"account\":"
                            "\"12345678901%d\"",
                            2 + pick (2));
  if (pick (2) == 0)
    g_string_append_printf (text, ",\"native_type\":\"%s:t%d\"",
                            pick (2) == 0 ? "terraform" : "cloudformation",
                            pick (2));
  if (pick (2) == 0)
    g_string_append_printf (text, ",\"vcpu\":%d", 1 + pick (3));
  if (pick (2) == 0)
    g_string_append_printf (text,
                            ",\"disks\":[{\"id\":\"r%d\",\"size_gib\":%d}]",
                            pick (20), 1 + pick (3));
  if (pick (2) == 0)
    g_string_append_printf (text, ",\"features\":[\"f%d\",\"f%d\"]", pick (3),
                            3 + pick (3));
  if (pick (2) == 0)
    g_string_append_printf (text, ",\"backups\":[{\"country\":\"N%c\"}]",
                            'L' + pick (2));
  if (pick (2) == 0)
    g_string_append_printf (text, ",\"tags\":{\"a\":\"%d\",\"t%d\":\"1\"}",
                            pick (2), pick (3));
  if (pick (20) == 0)
    g_string_append_printf (text, ",\"%s\":[\"r%d\"]",
                            pick (2) == 0 ? "same_as" : "not_same_as",
                            pick (20));
  add_provenance (text, file, "\"vcpu\",\"identity\"");
  g_string_append (text, "}\n");
}

/* An end that is a resource, perhaps by its provider's id, or nothing. */
static char *
pick_end (void)
{
  switch (pick (5))
    {
    case 0:
      return g_strdup_printf ("i-%017x", 0xabc0 + (guint) pick (14));
    case 1:
      return g_strdup_printf (
          "arn:aws:ec2:eu-west-1:123456789012:instance/i-%017x",
          0xabc0 + (guint) pick (14));
    default:
      return g_strdup_printf ("r%d", pick (24));
    }
}

static void
add_edges (GString *text, guint file)
{
  for (gint i = 0; i < 24; i++)
    {
      g_autofree char *from = pick_end ();
      g_autofree char *to = pick_end ();

      if (pick (2) == 0)
        continue;
      g_string_append_printf (
          text,
          "{\"record\":\"dependency\",\"id\":\"d%d%s\",\"from\":\"%s\",\"to\":"
          "\"%s\",\"kind\":\"%s\",\"gib_per_month\":%d",
          i, pick (2) == 0 ? "" : "x", from, to,
          pick (2) == 0 ? "data" : "network", pick (3));
      add_provenance (text, file, "\"gib_per_month\"");
      g_string_append (text, "}\n");
    }
}

static void
add_others (GString *text, guint file)
{
  g_string_append_printf (text,
                          "{\"record\":\"source\",\"id\":\"source/%u\","
                          "\"connector\":\"%s\",\"newest\":\"2026-0%d-01\"}\n",
                          file, pick (2) == 0 ? "rvtools" : "terraform",
                          1 + pick (3));
  for (gint i = 0; i < 3; i++)
    {
      g_autofree char *member = pick_end ();
      g_autofree char *other = pick_end ();

      g_string_append_printf (text,
                              "{\"record\":\"service\",\"id\":\"s%d\","
                              "\"rto_hours\":%d,\"members\":[\"%s\",\"%s\"]",
                              i, pick (3), member, other);
      add_provenance (text, file, "\"rto_hours\"");
      g_string_append_printf (text,
                              "}\n{\"record\":\"cost\",\"id\":\"c%u%d\","
                              "\"eur\":\"%d\",\"provider\":\"aws\","
                              "\"native_id\":\"i-%017x\"",
                              pick (2) == 0 ? file : 9, i, pick (100),
                              0xabc0 + (guint) pick (14));
      add_provenance (text, file, "\"eur\"");
      g_string_append (text, "}\n");
    }
}

static void
write_estate (World *world, guint file)
{
  g_autoptr (GString)
      text = g_string_new ("{\"format\":\"uitweg-estate/1\"}\n");

  add_others (text, file);
  for (gint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%d", i);

      if (pick (2) == 0)
        add_resource (text, id, file);
    }
  for (gint i = 0; i < 8; i++)
    {
      g_autofree char *id = g_strdup_printf ("f%u/%d", file, i);

      add_resource (text, id, file);
    }
  add_edges (text, file);
  world->in[file] = new_path (world);
  g_assert_true (g_file_set_contents (world->in[file], text->str, -1, NULL));
}

static const char *
merge (World *world, const char *a, const char *b, const char *c, const char *d)
{
  const char *const paths[] = { a, b, c, d };
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegEstate) estate = NULL;
  const char *path = new_path (world);
  const UitwegMergeNote *notes;
  guint32 n_notes;
  guint n = 0;

  while (n < G_N_ELEMENTS (paths) && paths[n] != NULL)
    n++;
  estate = uitweg_estate_load (paths, n, 1, &error);
  g_assert_no_error (error);
  g_assert_true (uitweg_estate_save (estate, path, &error));
  g_assert_no_error (error);
  notes = uitweg_estate_get_merge_notes (estate, &n_notes);
  for (guint32 i = 0; i < n_notes; i++)
    world->n_notes[notes[i].kind]++;
  return path;
}

static void
assert_same (World *world, const char *path, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  if (strcmp (text, expected) == 0)
    return;
  for (const char *a = text, *b = expected; *a != '\0' && *b != '\0';)
    {
      g_autofree char *line = g_strndup (a, strcspn (a, "\n"));
      g_autofree char *other = g_strndup (b, strcspn (b, "\n"));

      g_assert_cmpstr (line, ==, other);
      a += strlen (line) + 1;
      b += strlen (other) + 1;
    }
  g_error ("%s: of another length", path);
}

static void
check_order (World *world, const guint *order, const char *expected)
{
  const char *a = world->in[order[0]];
  const char *b = world->in[order[1]];
  const char *c = world->in[order[2]];
  const char *d = world->in[order[3]];
  const char *ab = merge (world, a, b, NULL, NULL);
  const char *bc = merge (world, b, c, NULL, NULL);
  const char *cd = merge (world, c, d, NULL, NULL);
  const char *abc = merge (world, ab, c, NULL, NULL);
  const char *const all[] = {
    merge (world, a, b, c, d),
    merge (world, abc, d, NULL, NULL),
    merge (world, ab, cd, NULL, NULL),
    merge (world, a, merge (world, b, cd, NULL, NULL), NULL, NULL),
    merge (world, merge (world, a, bc, NULL, NULL), d, NULL, NULL),
    merge (world, a, merge (world, bc, d, NULL, NULL), NULL, NULL),
    merge (world, abc, bc, cd, a),
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    assert_same (world, all[i], expected);
}

static void
clear_world (World *world)
{
  for (guint i = 0; i < world->written->len; i++)
    g_unlink (g_ptr_array_index (world->written, i));
  g_ptr_array_set_size (world->written, 0);
}

/* All 24 orders at once, and some of them in all bracketings. */
static void
check_world (World *world)
{
  g_autofree char *expected = NULL;
  const char *first;

  for (guint i = 0; i < N_FILES; i++)
    write_estate (world, i);
  first = merge (world, world->in[0], world->in[1], world->in[2], world->in[3]);
  g_assert_true (g_file_get_contents (first, &expected, NULL, NULL));
  assert_same (world, merge (world, first, NULL, NULL, NULL), expected);
  assert_same (world, merge (world, first, first, NULL, NULL), expected);
  assert_same (world, merge (world, first, world->in[2], NULL, NULL), expected);
  for (guint number = 0; number < 24; number++)
    {
      guint left[] = { 0, 1, 2, 3 };
      guint order[N_FILES];
      guint rest = number;

      for (guint i = 0; i < N_FILES; i++)
        {
          const guint at = rest % (N_FILES - i);

          rest /= N_FILES - i;
          order[i] = left[at];
          for (guint k = at; k + 1 < N_FILES; k++)
            left[k] = left[k + 1];
        }
      if (number % 5 == 0)
        check_order (world, order, expected);
      else
        assert_same (world,
                     merge (world, world->in[order[0]], world->in[order[1]],
                            world->in[order[2]], world->in[order[3]]),
                     expected);
    }
}

static void
test_any_order_and_bracketing_gives_the_same_bytes (void)
{
  World world = { .written = g_ptr_array_new_with_free_func (g_free) };

  world.folder = g_dir_make_tmp ("uitweg-XXXXXX", NULL);
  for (guint round = 0; round < (g_test_quick () ? N_ROUNDS : 500); round++)
    {
      world.n = 0;
      check_world (&world);
      clear_world (&world);
    }
  /* The worlds were not so poor that the law says nothing. */
  for (guint kind = 0; kind < UITWEG_N_MERGE_NOTE_KINDS; kind++)
    g_assert_cmpuint (world.n_notes[kind], >, 100);
  g_rmdir (world.folder);
  g_free (world.folder);
  g_ptr_array_unref (world.written);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/merge-laws/any-order-and-bracketing",
                   test_any_order_and_bracketing_gives_the_same_bytes);
  return g_test_run ();
}
