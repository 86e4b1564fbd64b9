/* SPDX-License-Identifier: EUPL-1.2
 *
 * Between a file and base/source.c, for connectors whose files are large:
 * hashing and unpacking take as long as reading the table itself, so they run
 * beside it. Blocks come in the order of the file; nothing else is shared.
 */
#include "config.h"

#include "connectors/common/feed.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <uitweg/connector.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/problems.h"

#define BLOCK_SIZE ((gsize) 256 << 10)
#define N_BLOCKS 8
/* More bytes from one packed byte than tables ever give. */
#define MOST_PER_BYTE 250
#define ALWAYS_ALLOWED ((guint64) 16 << 20)

typedef struct
{
  char *bytes; /* NULL until it is filled first */
  gsize length;
} Block;

struct _ConnectorsFeed
{
  char *path;
  gint fd;
  GThread *thread;
  gboolean is_packed;
  guint64 n_read;     /* bytes of the file; of the thread */
  guint64 n_unpacked; /* of the thread */
  BaseDigest *digest; /* of the thread until it ends */
  char *sha256;

  GMutex mutex;
  GCond changed;
  Block blocks[N_BLOCKS];
  guint64 n_put;   /* blocks that the thread has filled */
  guint64 n_taken; /* blocks that the reader has emptied */
  gsize taken;     /* of the block that is being emptied */
  gboolean closed; /* nobody reads any more: only the digest is wanted */
  gboolean cancelled;
  gboolean finished;
  GError *failure;
};

/* An empty block to fill, or NULL if nobody wants it. */
static Block *
wait_for_room (ConnectorsFeed *feed)
{
  Block *block = NULL;

  g_mutex_lock (&feed->mutex);
  while (!feed->closed && feed->n_put - feed->n_taken == N_BLOCKS)
    g_cond_wait (&feed->changed, &feed->mutex);
  if (!feed->closed)
    block = &feed->blocks[feed->n_put % N_BLOCKS];
  g_mutex_unlock (&feed->mutex);
  /* A small file needs one of them. */
  if (block != NULL && block->bytes == NULL)
    block->bytes = g_malloc (BLOCK_SIZE);
  return block;
}

static void
put_block (ConnectorsFeed *feed, Block *block, gsize length)
{
  if (length == 0)
    return;
  block->length = length;
  g_mutex_lock (&feed->mutex);
  feed->n_put++;
  g_cond_broadcast (&feed->changed);
  g_mutex_unlock (&feed->mutex);
}

/* At most a block of the file; *n_out is 0 at its end. */
static gboolean
read_file (ConnectorsFeed *feed, char *bytes, gsize *n_out, GError **error)
{
  gsize n = 0;

  while (n < BLOCK_SIZE)
    {
      gssize got = read (feed->fd, bytes + n, BLOCK_SIZE - n);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          base_file_set_error (error, BASE_INPUT_ERROR,
                               BASE_INPUT_ERROR_UNREADABLE, feed->path, errno);
          return FALSE;
        }
      if (got == 0)
        break;
      n += (gsize) got;
    }
  base_digest_add (feed->digest, bytes, n);
  feed->n_read += n;
  *n_out = n;
  return TRUE;
}

static gboolean
is_cancelled (ConnectorsFeed *feed)
{
  gboolean cancelled;

  g_mutex_lock (&feed->mutex);
  cancelled = feed->cancelled;
  g_mutex_unlock (&feed->mutex);
  return cancelled;
}

static gboolean
set_damaged (const ConnectorsFeed *feed, const char *found, GError **error)
{
  g_set_error (error, BASE_INPUT_ERROR, BASE_INPUT_ERROR_INVALID,
               "%s: found %s, expected a whole gzip file", feed->path, found);
  return FALSE;
}

static gboolean
is_padding (const char *bytes, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (bytes[i] != '\0')
      return FALSE;
  return TRUE;
}

/*
 * Unpacks @n bytes of the file into blocks. *ended says whether a packed
 * part has ended and no other begun: several in one file are one text.
 */
static gboolean
unpack (ConnectorsFeed *feed,
        GConverter *inflater,
        const char *bytes,
        gsize n,
        gboolean *ended,
        GError **error)
{
  gsize read, written = 0;

  while (n > 0 || (written == BLOCK_SIZE && !*ended))
    {
      g_autoptr (GError) failed = NULL;
      Block *block;
      GConverterResult result;

      if (*ended && is_padding (bytes, n))
        return TRUE;
      if (*ended)
        g_converter_reset (inflater);
      *ended = FALSE;
      block = wait_for_room (feed);
      if (block == NULL)
        return TRUE;
      result = g_converter_convert (
          inflater, bytes, n, block->bytes, BLOCK_SIZE,
          n > 0 ? G_CONVERTER_NO_FLAGS : G_CONVERTER_FLUSH, &read, &written,
          &failed);
      if (result == G_CONVERTER_ERROR)
        return g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)
               || set_damaged (feed, "damaged data", error);
      put_block (feed, block, written);
      feed->n_unpacked += written;
      if (feed->n_unpacked > ALWAYS_ALLOWED
          && feed->n_unpacked / MOST_PER_BYTE > feed->n_read)
        return set_damaged (feed, "far more than a table can hold", error);
      *ended = result == G_CONVERTER_FINISHED;
      bytes += read;
      n -= read;
    }
  return TRUE;
}

static gboolean
feed_packed (ConnectorsFeed *feed, char *bytes, gsize n, GError **error)
{
  g_autoptr (GZlibDecompressor)
      inflater = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  gboolean ended = FALSE;

  while (n > 0)
    {
      if (is_cancelled (feed))
        return TRUE;
      if (!unpack (feed, G_CONVERTER (inflater), bytes, n, &ended, error)
          || !read_file (feed, bytes, &n, error))
        return FALSE;
    }
  if (!ended)
    return set_damaged (feed, "its end missing", error);
  return TRUE;
}

static gboolean
feed_plain (ConnectorsFeed *feed, Block *block, gsize n, GError **error)
{
  g_autofree char *unwanted = NULL;

  put_block (feed, block, n);
  while (n > 0)
    {
      if (is_cancelled (feed))
        return TRUE;
      block = wait_for_room (feed);
      if (block == NULL && unwanted == NULL)
        unwanted = g_malloc (BLOCK_SIZE);
      if (!read_file (feed, block != NULL ? block->bytes : unwanted, &n, error))
        return FALSE;
      if (block != NULL)
        put_block (feed, block, n);
    }
  return TRUE;
}

static gboolean
feed_file (ConnectorsFeed *feed, GError **error)
{
  Block *block = wait_for_room (feed);
  g_autofree char *packed = NULL;
  gsize n;

  if (block == NULL)
    return TRUE;
  if (!read_file (feed, block->bytes, &n, error))
    return FALSE;
  feed->is_packed = n >= 2 && memcmp (block->bytes, "\x1f\x8b", 2) == 0;
  if (!feed->is_packed)
    return feed_plain (feed, block, n, error);
  packed = g_malloc (BLOCK_SIZE);
  memcpy (packed, block->bytes, n);
  return feed_packed (feed, packed, n, error);
}

static gpointer
run (gpointer data)
{
  ConnectorsFeed *feed = data;
  GError *failure = NULL;
  gboolean ok = feed_file (feed, &failure);

  /* What is behind damaged data counts for the digest. */
  if (!ok && feed->is_packed && !is_cancelled (feed))
    {
      g_autofree char *bytes = g_malloc (BLOCK_SIZE);
      gsize n;

      while ((ok = read_file (feed, bytes, &n, NULL)) && n > 0)
        continue;
    }
  g_mutex_lock (&feed->mutex);
  feed->failure = failure;
  feed->finished = TRUE;
  if (ok)
    feed->sha256 = base_digest_finish (feed->digest);
  g_cond_broadcast (&feed->changed);
  g_mutex_unlock (&feed->mutex);
  return NULL;
}

ConnectorsFeed *
connectors_feed_open (const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gint fd = base_file_open (path, NULL, &reason);
  ConnectorsFeed *feed;

  if (fd < 0)
    {
      g_set_error_literal (error, UITWEG_CONNECTOR_ERROR,
                           (gint) UITWEG_CONNECTOR_ERROR_INPUT,
                           reason->message);
      return NULL;
    }
  feed = g_new0 (ConnectorsFeed, 1);
  feed->path = g_strdup (path);
  feed->fd = fd;
  feed->digest = base_digest_new ();
  g_mutex_init (&feed->mutex);
  g_cond_init (&feed->changed);
  feed->thread = g_thread_new ("feed", run, feed);
  return feed;
}

static void
close_feed (ConnectorsFeed *feed, gboolean cancel)
{
  if (feed->thread == NULL)
    return;
  g_mutex_lock (&feed->mutex);
  feed->closed = TRUE;
  feed->cancelled = cancel;
  g_cond_broadcast (&feed->changed);
  g_mutex_unlock (&feed->mutex);
  g_thread_join (g_steal_pointer (&feed->thread));
}

void
connectors_feed_free (ConnectorsFeed *feed)
{
  if (feed == NULL)
    return;
  close_feed (feed, TRUE);
  close (feed->fd);
  for (guint i = 0; i < N_BLOCKS; i++)
    g_free (feed->blocks[i].bytes);
  g_clear_error (&feed->failure);
  g_mutex_clear (&feed->mutex);
  g_cond_clear (&feed->changed);
  base_digest_free (feed->digest);
  g_free (feed->sha256);
  g_free (feed->path);
  g_free (feed);
}

/* The BaseSourceRead of the feed. */
static gssize
take_bytes (gpointer data, char *bytes, gsize size, GError **error)
{
  ConnectorsFeed *feed = data;
  Block *block = NULL;
  gsize n;

  g_mutex_lock (&feed->mutex);
  while (feed->n_put == feed->n_taken && !feed->finished)
    g_cond_wait (&feed->changed, &feed->mutex);
  if (feed->n_put > feed->n_taken)
    block = &feed->blocks[feed->n_taken % N_BLOCKS];
  g_mutex_unlock (&feed->mutex);
  if (block == NULL)
    {
      if (feed->failure == NULL)
        return 0;
      g_propagate_error (error, g_error_copy (feed->failure));
      return -1;
    }

  n = MIN (size, block->length - feed->taken);
  memcpy (bytes, block->bytes + feed->taken, n);
  feed->taken += n;
  if (feed->taken < block->length)
    return (gssize) n;
  feed->taken = 0;
  g_mutex_lock (&feed->mutex);
  feed->n_taken++;
  g_cond_broadcast (&feed->changed);
  g_mutex_unlock (&feed->mutex);
  return (gssize) n;
}

BaseSource *
connectors_feed_get_source (ConnectorsFeed *feed)
{
  return base_source_new_for_reader (feed->path, take_bytes, feed);
}

const char *
connectors_feed_get_sha256 (ConnectorsFeed *feed)
{
  close_feed (feed, FALSE);
  return feed->sha256;
}

gboolean
connectors_feed_is_packed (const ConnectorsFeed *feed)
{
  return feed->is_packed;
}
