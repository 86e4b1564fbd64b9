# SPDX-License-Identifier: EUPL-1.2
#
# make-overlap.py FOLDER: three estates of 100,000 resources each, of which
# the parts that two files share are found by native id and UUID alone.
import sys

n = 100000
for f in range(3):
    connector = ["rvtools", "terraform", "focus"][f]
    tail = ('"provenance":[{"source":"source/%d","rule":"r",'
            '"grade":"documented"}]}\n' % f)
    with open("%s/overlap-%d.jsonl" % (sys.argv[1], f), "w") as out:
        out.write('{"format":"uitweg-estate/1"}\n')
        out.write('{"record":"source","id":"source/%d","connector":"%s",'
                  '"newest":"2026-1%d-01","complete":true}\n'
                  % (f, connector, f))
        for i in range(n):
            k = (f * (n // 3) + i) % (n * 5 // 3)
            out.write('{"record":"resource","id":"s%d/%d","name":"n%d",'
                      '"kind":"vm","native_type":"terraform:aws_instance",'
                      '"identity":{"native_id":"i-%017x","uuid":"%08x-1111-'
                      '4222-8333-%012x"},"provider":"aws","account":"1234",'
                      '"region":"eu-west-1","vcpu":%d,"memory_gib":8,"tags":'
                      '{"owner":"t%d"},' % (f, k, k, k, k, k, k % 8 + 1, k % 50))
            out.write(tail)
            if i % 2 == 0:
                to = f * (n // 3) + (i * 7) % n
                out.write('{"record":"dependency","id":"d%d/%d","from":"s%d/%d'
                          '","to":"s%d/%d","kind":"network","rule":"calls",'
                          '"hard":true,"basis":"declared",'
                          % (f, k, f, k, f, to))
                out.write(tail)
