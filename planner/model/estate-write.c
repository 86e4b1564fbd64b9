/* SPDX-License-Identifier: EUPL-1.2
 *
 * Writes an estate in its one canonical form: header, then the records in the
 * order of type and id, with the fields that are known. A file that was
 * written is read and written again as the same bytes, and its sha256 is the
 * digest of the estate.
 */
#include "config.h"

#include "model/estate-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

/* Records that are written before they are handed on, and the room that they
 * mostly take. */
#define BLOCK_RECORDS ((guint32) 1024)
#define BLOCK_SIZE ((gsize) 1 << 20)

/* Fewer blocks are written by one thread. */
#define WORTH_THREADS 16

typedef gboolean (*Taker) (const char *bytes,
                           gsize length,
                           gpointer data,
                           GError **error);

static void
write_record (const UitwegTable *table,
              UitwegRecordType type,
              guint32 row,
              GString *line)
{
  g_string_append (line, "{\"record\":\"");
  g_string_append (line, model_record_names ()[type]);
  g_string_append_c (line, '"');
  base_table_write_row (table, row, line);
  g_string_append (line, "}\n");
}

/* The records of one type that are written next to each other. */
typedef struct
{
  UitwegRecordType type;
  guint32 first; /* in the order of the file */
  guint32 n;
} Block;

typedef struct
{
  const UitwegEstate *estate;
  GArray *blocks;   /* of Block */
  guint32 *mingled; /* dependencies with those that are left out, in the order
                       of their ids; NULL: none is left out */
} Records;

/* Dependencies that count for nothing are kept: what joined their ends may
 * not hold once more is known. They are numbered behind all others. */
static guint32 *
mingle_dependencies (const UitwegEstate *estate)
{
  const UitwegTable *table = estate->tables[UITWEG_RECORD_DEPENDENCY];
  const guint32 n = uitweg_table_get_n_rows (table);
  const guint32 n_left_out = uitweg_table_get_n_rows (estate->left_out);
  guint32 *mingled = g_new (guint32, (gsize) n + n_left_out + 1);
  guint32 left_out = 0;
  guint32 row = 0;

  while (row < n || left_out < n_left_out)
    {
      const gboolean is_left_out = left_out < n_left_out
                                   && (row == n
                                       || strcmp (model_id (estate->left_out,
                                                            left_out),
                                                  model_id (table, row))
                                              < 0);
      guint32 *place = &mingled[row + left_out];

      *place = is_left_out ? n + left_out++ : row++;
    }
  return mingled;
}

static void
list_blocks (Records *records, const UitwegEstate *estate)
{
  const guint32 n_left_out = uitweg_table_get_n_rows (estate->left_out);

  records->estate = estate;
  records->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  records->mingled = n_left_out > 0 ? mingle_dependencies (estate) : NULL;
  for (guint type = 0; type < UITWEG_N_RECORD_TYPES; type++)
    {
      const guint32 n = uitweg_table_get_n_rows (estate->tables[type])
                        + (type == UITWEG_RECORD_DEPENDENCY ? n_left_out : 0);
      Block block = { .type = (UitwegRecordType) type };

      for (; block.first < n; block.first += BLOCK_RECORDS)
        {
          block.n = MIN (n - block.first, BLOCK_RECORDS);
          g_array_append_val (records->blocks, block);
        }
    }
}

static void
write_block (const Records *records, guint number, GString *lines)
{
  const UitwegEstate *estate = records->estate;
  const Block *block = &g_array_index (records->blocks, Block, number);
  const UitwegTable *table = estate->tables[block->type];
  const guint32 n = uitweg_table_get_n_rows (table);

  for (guint32 i = block->first; i < block->first + block->n; i++)
    {
      guint32 row = i;

      if (block->type == UITWEG_RECORD_DEPENDENCY && records->mingled != NULL)
        row = records->mingled[i];
      if (row >= n)
        write_record (estate->left_out, block->type, row - n, lines);
      else if (block->type != UITWEG_RECORD_RESOURCE
               || estate->placeholder[row] == 0)
        write_record (table, block->type, row, lines);
    }
}

/* Blocks that threads write ahead, in turn, and that are taken in order. */
typedef struct
{
  const Records *records;
  GMutex lock;
  GCond changed;
  guint n_begun;
  guint n_taken;
  guint n_slots;
  GString **slots; /* of block i: i modulo their number */
  gboolean *done;
} Press;

static gpointer
write_blocks (gpointer data)
{
  Press *press = data;
  const guint n = press->records->blocks->len;

  g_mutex_lock (&press->lock);
  for (;;)
    {
      guint number;

      while (press->n_begun < n
             && press->n_begun - press->n_taken >= press->n_slots)
        g_cond_wait (&press->changed, &press->lock);
      if (press->n_begun >= n)
        break;
      number = press->n_begun++;
      g_mutex_unlock (&press->lock);
      write_block (press->records, number,
                   press->slots[number % press->n_slots]);
      g_mutex_lock (&press->lock);
      press->done[number % press->n_slots] = TRUE;
      g_cond_broadcast (&press->changed);
    }
  g_mutex_unlock (&press->lock);
  return NULL;
}

/* Takes the blocks in order; after a failure no more are begun. */
static gboolean
take_blocks (Press *press, Taker take, gpointer data, GError **error)
{
  const guint n = press->records->blocks->len;
  gboolean done = TRUE;

  for (guint i = 0; i < n && done; i++)
    {
      GString *lines = press->slots[i % press->n_slots];

      g_mutex_lock (&press->lock);
      while (!press->done[i % press->n_slots])
        g_cond_wait (&press->changed, &press->lock);
      g_mutex_unlock (&press->lock);
      done = take (lines->str, lines->len, data, error);
      g_string_truncate (lines, 0);
      g_mutex_lock (&press->lock);
      press->done[i % press->n_slots] = FALSE;
      press->n_taken++;
      if (!done)
        press->n_begun = n;
      g_cond_broadcast (&press->changed);
      g_mutex_unlock (&press->lock);
    }
  return done;
}

static gboolean
write_threaded (const Records *records,
                guint n_threads,
                Taker take,
                gpointer data,
                GError **error)
{
  Press press = { .records = records, .n_slots = 2 * n_threads };
  g_autofree GThread **threads = g_new (GThread *, n_threads);
  gboolean done;

  g_mutex_init (&press.lock);
  g_cond_init (&press.changed);
  press.slots = g_new (GString *, press.n_slots);
  press.done = g_new0 (gboolean, press.n_slots);
  for (guint i = 0; i < press.n_slots; i++)
    press.slots[i] = g_string_sized_new (BLOCK_SIZE);
  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("write", write_blocks, &press);
  done = take_blocks (&press, take, data, error);
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);
  for (guint i = 0; i < press.n_slots; i++)
    g_string_free (press.slots[i], TRUE);
  g_free (press.slots);
  g_free (press.done);
  g_mutex_clear (&press.lock);
  g_cond_clear (&press.changed);
  return done;
}

static gboolean
write_simply (const Records *records, Taker take, gpointer data, GError **error)
{
  g_autoptr (GString) lines = g_string_sized_new (BLOCK_SIZE);
  gboolean done = TRUE;

  for (guint i = 0; i < records->blocks->len && done; i++)
    {
      write_block (records, i, lines);
      done = take (lines->str, lines->len, data, error);
      g_string_truncate (lines, 0);
    }
  return done;
}

static gboolean
write_estate (const UitwegEstate *estate,
              Taker take,
              gpointer data,
              GError **error)
{
  static const char header[] = "{\"format\":\"uitweg-estate/1\","
                               "\"written_by\":\"" PACKAGE " " VERSION "\"}\n";
  Records records;
  gboolean done;

  if (!take (header, strlen (header), data, error))
    return FALSE;
  list_blocks (&records, estate);
  if (estate->n_threads > 1 && records.blocks->len >= WORTH_THREADS)
    done = write_threaded (&records, estate->n_threads, take, data, error);
  else
    done = write_simply (&records, take, data, error);
  g_array_unref (records.blocks);
  g_free (records.mingled);
  return done;
}

static gboolean
take_digest (const char *bytes, gsize length, gpointer data, GError **error)
{
  g_checksum_update (data, (const guchar *) bytes, (gssize) length);
  return TRUE;
}

const char *
uitweg_estate_get_digest (const UitwegEstate *estate)
{
  UitwegEstate *lazy = (UitwegEstate *) estate;

  g_return_val_if_fail (estate != NULL, NULL);

  /* Made when it is first asked for: it takes as long as reading. */
  g_mutex_lock (&lazy->digest_lock);
  if (lazy->digest == NULL)
    {
      g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

      write_estate (estate, take_digest, checksum, NULL);
      lazy->digest = g_strdup (g_checksum_get_string (checksum));
    }
  g_mutex_unlock (&lazy->digest_lock);
  return lazy->digest;
}

static gboolean
take_file (const char *bytes, gsize length, gpointer writer, GError **error)
{
  return base_writer_write (writer, bytes, length, error);
}

static gboolean
take_stdout (const char *bytes, gsize length, gpointer data, GError **error)
{
  while (length > 0)
    {
      gssize n = write (STDOUT_FILENO, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          base_file_set_error (error, BASE_FILE_ERROR, BASE_FILE_ERROR_WRITE,
                               "-", errno);
          return FALSE;
        }
      bytes += n;
      length -= (gsize) n;
    }
  return TRUE;
}

gboolean
uitweg_estate_save (const UitwegEstate *estate,
                    const char *path,
                    GError **error)
{
  g_autoptr (BaseWriter) writer = NULL;

  g_return_val_if_fail (estate != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (strcmp (path, "-") == 0)
    return write_estate (estate, take_stdout, NULL, error);
  writer = base_writer_open (path, error);
  return writer != NULL && write_estate (estate, take_file, writer, error)
         && base_writer_commit (writer, error);
}
