/* SPDX-License-Identifier: EUPL-1.2
 *
 * The first look at files of all forms, whole and cut off.
 */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "connectors/common/sample.h"

/* (transfer full): the look at a file with these bytes */
static UitwegConnectorSample *
look_at (const char *bytes, gsize length)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  gint file = g_file_open_tmp ("uitweg-test-XXXXXX", &path, &error);
  UitwegConnectorSample *sample;

  g_assert_no_error (error);
  g_close (file, NULL);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  sample = connectors_sample_new (path, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return sample;
}

static UitwegConnectorSample *
look (const char *text)
{
  return look_at (text, strlen (text));
}

static void
expect_form (const char *text, ConnectorsForm form)
{
  g_autoptr (UitwegConnectorSample) sample = look (text);

  if (sample->form != form)
    g_error ("found form %u of '%s', expected %u", (guint) sample->form, text,
             (guint) form);
}

static void
test_forms (void)
{
  expect_form ("", CONNECTORS_FORM_EMPTY);
  expect_form (" \n\n", CONNECTORS_FORM_EMPTY);
  expect_form ("\x7f"
               "ELF\1\1",
               CONNECTORS_FORM_BINARY);
  expect_form ("{\"a\":1}", CONNECTORS_FORM_JSON);
  expect_form ("[]", CONNECTORS_FORM_JSON);
  expect_form ("{\"a\":1}\n{\"a\":2}\n", CONNECTORS_FORM_JSON_LINES);
  expect_form ("<a/>", CONNECTORS_FORM_XML);
  expect_form ("a: 1\nb: 2\n", CONNECTORS_FORM_YAML);
  expect_form ("# x\n---\n- a: 1\n", CONNECTORS_FORM_YAML);
  expect_form ("- a: 1\n", CONNECTORS_FORM_YAML);
  expect_form ("a,b\n1,2\n", CONNECTORS_FORM_TABLE);
  expect_form ("a;b", CONNECTORS_FORM_TABLE);
  expect_form ("digraph {\n a -> b\n}\n", CONNECTORS_FORM_TEXT);
  expect_form ("numvcpus = \"2\"\n", CONNECTORS_FORM_TEXT);
  expect_form ("PK\3\4 cut off", CONNECTORS_FORM_ZIP);
}

static void
test_encodings_and_packing (void)
{
  static const char utf16[] = "\xff\xfe{\0\"\0a\0\"\0:\0"
                              "1\0}\0";
  g_autoptr (UitwegConnectorSample) wide = look_at (utf16, sizeof utf16 - 1);
  g_autoptr (UitwegConnectorSample) marked = look ("\xef\xbb\xbfVM,Host\n");
  g_autoptr (UitwegConnectorSample) latin = look ("Naam,Co\xf6rd\nx,y\n");
  g_autoptr (GConverter) packer = G_CONVERTER (
      g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  g_autoptr (UitwegConnectorSample) packed = NULL;
  g_autofree char *csv = g_strnfill (400000, 'x');
  char bytes[4096];
  gsize n_read;
  gsize n_written;

  g_assert_cmpint (wide->form, ==, CONNECTORS_FORM_JSON);
  g_assert_cmpstr (connectors_sample_get_value (wide, "a"), ==, "1");
  g_assert_true (connectors_sample_has_column (marked, "vm"));
  g_assert_cmpint (latin->form, ==, CONNECTORS_FORM_TABLE);

  memcpy (csv, "A,B\n1,", 6);
  g_assert_cmpint (g_converter_convert (packer, csv, 400000, bytes,
                                        sizeof bytes, G_CONVERTER_INPUT_AT_END,
                                        &n_read, &n_written, NULL),
                   ==, G_CONVERTER_FINISHED);
  packed = look_at (bytes, n_written);
  g_assert_true (packed->is_gzip);
  g_assert_cmpint (packed->form, ==, CONNECTORS_FORM_TABLE);
  g_assert_true (connectors_sample_has_column (packed, "a"));
  g_assert_cmpuint (packed->length, ==, 256 << 10);
}

static void
test_columns (void)
{
  g_autoptr (UitwegConnectorSample)
      sample = look ("VM;\"Power state\";Memory (MiB)\nx;y;1\n");
  static const char *const all[] = { "vm", "Powerstate", "memory", NULL };
  static const char *const more[] = { "vm", "host", NULL };

  g_assert_true (connectors_sample_has_columns (sample, all));
  g_assert_false (connectors_sample_has_columns (sample, more));
}

static void
test_paths_of_json (void)
{
  g_autoptr (UitwegConnectorSample) sample = look (
      "{\"Reservations\":[{\"Instances\":[{\"Id\":\"i-1\",\"N\":2}]},"
      "{\"Owner\":\"x\"}],\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":1}}}}},"
      "\"t\":true,\"quo\\\"ted\":\"l\\u00e4ng\",\"none\":[]");

  g_assert_cmpint (sample->form, ==, CONNECTORS_FORM_JSON);
  g_assert_true (connectors_sample_has_key (sample, "Reservations[]"));
  g_assert_cmpstr (
      connectors_sample_get_value (sample, "Reservations[].Instances[].Id"), ==,
      "i-1");
  g_assert_cmpstr (
      connectors_sample_get_value (sample, "Reservations[].Instances[].N"), ==,
      "2");
  g_assert_true (connectors_sample_has_key (sample, "Reservations[].Owner"));
  g_assert_true (connectors_sample_has_key (sample, "a.b.c.d.e.f"));
  g_assert_true (connectors_sample_has_key (sample, "t"));
  g_assert_null (connectors_sample_get_value (sample, "t"));
  g_assert_true (connectors_sample_has_key (sample, "none"));
  g_assert_false (connectors_sample_has_key (sample, "none[]"));
  g_assert_false (connectors_sample_has_key (sample, "Instances"));
}

static void
test_lines_give_the_keys_of_the_first (void)
{
  g_autoptr (UitwegConnectorSample)
      lines = look ("{\"assetType\":\"x\"}\n{\"other\":1}\n");
  g_autoptr (UitwegConnectorSample) list = look ("[{\"assetType\":\"x\"},");

  g_assert_true (connectors_sample_has_key (lines, "assetType"));
  g_assert_false (connectors_sample_has_key (lines, "other"));
  g_assert_cmpstr (connectors_sample_get_value (list, "[].assetType"), ==, "x");
}

static void
test_deep_and_broken_json_ends_the_look (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autoptr (UitwegConnectorSample) nested = look (deep);
  g_autoptr (UitwegConnectorSample) broken = look ("{\"a\":1,b:2}");
  g_autoptr (UitwegConnectorSample) none = look ("{]}");
  g_autoptr (UitwegConnectorSample) cut = look ("{\"a\":{\"b\":\"c");

  g_assert_cmpint (nested->form, ==, CONNECTORS_FORM_JSON);
  g_assert_true (connectors_sample_has_key (broken, "a"));
  g_assert_false (connectors_sample_has_key (none, "a"));
  g_assert_true (connectors_sample_has_key (cut, "a"));
}

static void
test_paths_of_yaml (void)
{
  g_autoptr (UitwegConnectorSample) sample = look (
      "# by hand\napiVersion: v1\nkind: Pod\nmetadata:\n  name: \"x\"\n"
      "items:\n- kind: A\n  spec: {a: 1}\n---\nsecond: 1\n");
  g_autoptr (UitwegConnectorSample)
      anchors = look ("kind: &a Pod\nname: x\n\"quoted\": y\nlist: [1, 2]\n");

  g_assert_cmpint (sample->form, ==, CONNECTORS_FORM_YAML);
  g_assert_cmpstr (connectors_sample_get_value (sample, "kind"), ==, "Pod");
  g_assert_cmpstr (connectors_sample_get_value (sample, "metadata.name"), ==,
                   "x");
  g_assert_cmpstr (connectors_sample_get_value (sample, "items[].kind"), ==,
                   "A");
  g_assert_true (connectors_sample_has_key (sample, "items[].spec.a"));
  g_assert_false (connectors_sample_has_key (sample, "second"));

  g_assert_true (connectors_sample_has_key (anchors, "kind"));
  g_assert_cmpstr (connectors_sample_get_value (anchors, "name"), ==, "x");
  g_assert_cmpstr (connectors_sample_get_value (anchors, "quoted"), ==, "y");
  g_assert_null (connectors_sample_get_value (anchors, "kind"));
  g_assert_true (connectors_sample_has_key (anchors, "list"));
}

static void
test_long_yaml_is_cut_between_keys (void)
{
  g_autoptr (GString) text = g_string_new ("kind: Template\nname: x\nitems:\n");
  g_autoptr (UitwegConnectorSample) sample = NULL;

  while (text->len < 300000)
    g_string_append (text, "- value: \"something quite long\"\n  more: 1\n");
  sample = look (text->str);
  g_assert_cmpstr (connectors_sample_get_value (sample, "kind"), ==,
                   "Template");
  g_assert_true (connectors_sample_has_key (sample, "items[].more"));
}

static void
test_root_of_xml (void)
{
  g_autoptr (UitwegConnectorSample) plain = look (
      "<?xml version='1.0'?>\n<!-- <no> -->\n"
      "<!DOCTYPE x [<!ENTITY a \"b\">]>\n<domain type='kvm'><a/></domain>");
  g_autoptr (UitwegConnectorSample)
      named = look ("<o:Envelope a = '1' xmlns:o = \"urn:o\"\n xmlns='urn:x'>");
  g_autoptr (UitwegConnectorSample) broken = look ("<1>");

  g_assert_cmpstr (plain->root, ==, "domain");
  g_assert_null (plain->root_namespace);
  g_assert_cmpstr (named->root, ==, "Envelope");
  g_assert_cmpstr (named->root_namespace, ==, "urn:o");
  g_assert_cmpint (broken->form, ==, CONNECTORS_FORM_TEXT);
}

static void
test_members_of_tar (void)
{
  char blocks[2048] = { 0 };
  g_autoptr (UitwegConnectorSample) sample = NULL;

  g_strlcpy (blocks, "vm.ovf", 100);
  g_strlcpy (blocks + 124, "00000000005", 12);
  g_strlcpy (blocks + 257, "ustar", 6);
  g_strlcpy (blocks + 1024, "vm-disk1.vmdk", 100);
  g_strlcpy (blocks + 1024 + 257, "ustar", 6);
  sample = look_at (blocks, sizeof blocks);
  g_assert_cmpint (sample->form, ==, CONNECTORS_FORM_TAR);
  g_assert_true (connectors_sample_has_member (sample, "VM.OVF"));
  g_assert_true (connectors_sample_has_member (sample, "vm-disk1.vmdk"));
  g_assert_false (connectors_sample_has_member (sample, "vm"));
}

static void
test_what_cannot_be_read_is_an_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (connectors_sample_new ("/nonexistent/file", &error));
  g_assert_error (error, UITWEG_CONNECTOR_ERROR, UITWEG_CONNECTOR_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (connectors_sample_new ("/", &error));
  g_assert_error (error, UITWEG_CONNECTOR_ERROR, UITWEG_CONNECTOR_ERROR_INPUT);
}

static void
test_a_workbook_of_others (void)
{
  const char *shared = g_getenv ("UITWEG_SHARED");
  g_autofree char *path = g_build_filename (
      shared != NULL ? shared : "/nonexistent", "data", "inputs", "rvtools",
      "example1.xlsx", NULL);
  g_autoptr (UitwegConnectorSample) sample = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the shared inputs are not here (UITWEG_SHARED)");
      return;
    }
  sample = connectors_sample_new (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sample->form, ==, CONNECTORS_FORM_WORKBOOK);
  g_assert_true (connectors_sample_has_member (sample, "VINFO"));
  g_assert_true (connectors_sample_has_member (sample, "vDisk"));
  g_assert_false (connectors_sample_has_member (sample, "xl/workbook.xml"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connectors/sample/forms", test_forms);
  g_test_add_func ("/connectors/sample/encodings", test_encodings_and_packing);
  g_test_add_func ("/connectors/sample/columns", test_columns);
  g_test_add_func ("/connectors/sample/json", test_paths_of_json);
  g_test_add_func ("/connectors/sample/lines",
                   test_lines_give_the_keys_of_the_first);
  g_test_add_func ("/connectors/sample/broken",
                   test_deep_and_broken_json_ends_the_look);
  g_test_add_func ("/connectors/sample/yaml", test_paths_of_yaml);
  g_test_add_func ("/connectors/sample/long-yaml",
                   test_long_yaml_is_cut_between_keys);
  g_test_add_func ("/connectors/sample/xml", test_root_of_xml);
  g_test_add_func ("/connectors/sample/tar", test_members_of_tar);
  g_test_add_func ("/connectors/sample/unreadable",
                   test_what_cannot_be_read_is_an_error);
  g_test_add_func ("/connectors/sample/workbook", test_a_workbook_of_others);
  return g_test_run ();
}
