#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Writes an RVTools workbook: make-rvtools.py N FILE.

N machines with two disks and two partitions each, in the tabs and with the
columns of version 4; the columns that no reader needs are filled too. Texts
are shared, as Excel writes them. The same N gives the same bytes."""
import sys
import zipfile
from xml.sax.saxutils import escape

VM = ["VM", "Powerstate", "Template", "SRM Placeholder"]
TAIL = ["Datacenter", "Cluster", "Host", "Folder",
        "OS according to the configuration file",
        "OS according to the VMware Tools", "VM ID", "VM UUID",
        "VI SDK Server", "VI SDK UUID"]
INFO = VM + [
    "Config status", "DNS Name", "Connection state", "Guest state",
    "Heartbeat", "Consolidation Needed", "PowerOn", "Suspend time",
    "Creation date", "Change Version", "CPUs", "Overall Cpu Readiness",
    "Memory", "Active Memory", "NICs", "Disks", "Total disk capacity MiB",
    "Fixed Passthru HotPlug", "min Required EVC Mode Key",
    "Latency Sensitivity", "Op Notification Timeout", "EnableUUID", "CBT",
    "Primary IP Address", "Network #1", "Network #2", "Network #3",
    "Network #4", "Num Monitors", "Video Ram KiB", "Resource pool",
    "Folder ID", "vApp", "DAS protection", "FT State", "FT Role",
    "FT Latency", "FT Bandwidth", "FT Sec. Latency",
    "Vm Failover In Progress", "Provisioned MiB", "In Use MiB",
    "Unshared MiB", "HA Restart Priority", "HA Isolation Response",
    "HA VM Monitoring", "Cluster rule(s)", "Cluster rule name(s)",
    "Boot Required", "Boot delay", "Boot retry delay", "Boot retry enabled",
    "Boot BIOS setup", "Reboot PowerOff", "EFI Secure boot", "Firmware",
    "HW version", "HW upgrade status", "HW upgrade policy", "HW target",
    "Path", "Log directory", "Snapshot directory", "Suspend directory",
    "Annotation"] + TAIL
CPU = VM + ["CPUs", "Sockets", "Cores p/s", "Max", "Overall", "Level",
            "Shares", "Reservation", "Entitlement", "DRS Entitlement",
            "Limit", "Hot Add", "Hot Remove", "Numa Hotadd Exposed"] + TAIL
MEMORY = VM + ["Size MiB", "Memory Reservation Locked To Max", "Overhead",
               "Max", "Consumed", "Consumed Overhead", "Private", "Shared",
               "Swapped", "Ballooned", "Active", "Entitlement",
               "DRS Entitlement", "Level", "Shares", "Reservation", "Limit",
               "Hot Add"] + TAIL
DISK = VM + ["Disk", "Disk Key", "Disk UUID", "Disk Path", "Capacity MiB",
             "Raw", "Disk Mode", "Sharing mode", "Thin", "Eagerly Scrub",
             "Split", "Write Through", "Level", "Shares", "Reservation",
             "Limit", "Controller", "Label", "SCSI Unit #", "Unit #",
             "Shared Bus", "Raw LUN ID", "Raw Comp. Mode"] + TAIL
PARTITION = VM + ["Disk Key", "Disk", "Capacity MiB", "Consumed MiB",
                  "Free MiB", "Free %"] + TAIL
NETWORK = VM + ["NIC label", "Adapter", "Network", "Switch", "Connected",
                "Starts Connected", "Mac Address", "Type", "IPv4 Address",
                "IPv6 Address", "Direct Path IO"] + TAIL
HOST = ["Host", "Datacenter", "Cluster", "CPU Model", "Speed", "# CPU",
        "# Cores", "CPU usage %", "# Memory", "Memory usage %",
        "# VMs total", "# VMs", "Vendor", "Model", "VI SDK UUID"]
SCOPE = "5f0a2b1c-1111-4222-8333-944455556666"
FALSE = {"Template", "SRM Placeholder", "Raw", "Hot Add", "EFI Secure boot",
         "Consolidation Needed", "Split", "Write Through", "Eagerly Scrub",
         "Boot Required", "Boot BIOS setup", "Reboot PowerOff"}


def column_name(i):
    return chr(65 + i) if i < 26 else chr(64 + i // 26) + chr(65 + i % 26)


def machine(i):
    """What all tabs say alike of machine number i."""
    return {"VM": "vm%06d" % i, "Powerstate": "poweredOn",
            "Datacenter": "DC1", "Cluster": "Cluster %d" % (i % 20),
            "Host": "esx%04d.example.org" % (i % (1 + N // 50)),
            "Folder": "Servers",
            "OS according to the configuration file":
                "Debian GNU/Linux 12 (64-bit)",
            "OS according to the VMware Tools":
                "Debian GNU/Linux 12 (64-bit)",
            "VM ID": "vm-%d" % (1000 + i),
            "VM UUID": "42000000-0000-4000-8000-%012x" % i,
            "VI SDK Server": "vcenter.example.org", "VI SDK UUID": SCOPE,
            "Connection state": "connected", "CPUs": 2 + i % 8,
            "Memory": 4096, "NICs": 1, "Disks": 2, "FT State":
            "notConfigured", "Firmware": "efi" if i % 3 == 0 else "bios",
            "Total disk capacity MiB": 153600, "Provisioned MiB": 160000,
            "In Use MiB": 60000 + i % 997, "Primary IP Address":
            "10.%d.%d.%d" % (i >> 16, i >> 8 & 255, i & 255),
            "Network #1": "LAN %d" % (i % 50), "Size MiB": 4096,
            "Active": 800 + i % 99, "Max": 9200, "Overall": 500 + i % 999,
            "DNS Name": "vm%06d.example.org" % i,
            "Latency Sensitivity": "normal"}


class Book:
    def __init__(self, path):
        self.zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED,
                                   compresslevel=6)
        self.shared = {}
        self.names = []

    def member(self, name):
        info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        return self.zip.open(info, "w", force_zip64=True)

    def cell(self, place, value):
        if isinstance(value, int):
            return '<c r="%s" s="1"><v>%d</v></c>' % (place, value)
        number = self.shared.setdefault(value, len(self.shared))
        return '<c r="%s" s="2" t="s"><v>%d</v></c>' % (place, number)

    def sheet(self, name, heads, rows):
        self.names.append(name)
        letters = [column_name(i) for i in range(len(heads))]
        with self.member("xl/worksheets/sheet%d.xml" % len(self.names)) as out:
            out.write(b"<worksheet><sheetData>")
            for number, row in enumerate(rows, 2):
                if number == 2:
                    out.write(self.row(1, letters, heads).encode())
                out.write(self.row(
                    number, letters,
                    [row.get(head, "False" if head in FALSE else 0)
                     for head in heads]).encode())
            out.write(b"</sheetData></worksheet>")

    def row(self, number, letters, values):
        return '<row r="%d">%s</row>' % (number, "".join(
            [self.cell("%s%d" % (letter, number), value)
             for letter, value in zip(letters, values)]))

    def close(self):
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        office = ("http://schemas.openxmlformats.org/officeDocument/2006/"
                  "relationships")
        kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."

        with self.member("xl/sharedStrings.xml") as out:
            out.write(('<sst xmlns="%s">' % main).encode())
            for text in self.shared:
                out.write(("<si><t>%s</t></si>" % escape(text)).encode())
            out.write(b"</sst>")
        numbers = range(1, len(self.names) + 1)
        self.zip.writestr("xl/workbook.xml", (
            '<workbook xmlns="%s" xmlns:r="%s"><sheets>' % (main, office)
            + "".join('<sheet name="%s" sheetId="%d" r:id="r%d"/>'
                      % (self.names[i - 1], i, i) for i in numbers)
            + "</sheets></workbook>"))
        self.zip.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/'
            '2006/relationships">%s</Relationships>' % (
                "".join('<Relationship Id="r%d" Type="%s/worksheet" '
                        'Target="worksheets/sheet%d.xml"/>' % (i, office, i)
                        for i in numbers)
                + '<Relationship Id="s" Type="%s/sharedStrings" '
                  'Target="sharedStrings.xml"/>' % office))
        self.zip.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            'content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="'
            + kinds + 'sheet.main+xml"/>'
            '<Override PartName="/xl/sharedStrings.xml" ContentType="'
            + kinds + 'sharedStrings+xml"/>'
            + "".join('<Override PartName="/xl/worksheets/sheet%d.xml" '
                      'ContentType="%sworksheet+xml"/>' % (i, kinds)
                      for i in numbers) + "</Types>")
        self.zip.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/'
            '2006/relationships"><Relationship Id="d" Type="%s/'
            'officeDocument" Target="xl/workbook.xml"/></Relationships>'
            % office)
        self.zip.close()


def disks():
    for i in range(N):
        row = machine(i)
        for k in range(2):
            row.update({"Disk": "Hard disk %d" % (k + 1), "Disk Key": 2000 + k,
                        "Disk UUID": "6000C29%d-%012x" % (k, i),
                        "Disk Path": "[ds%d] vm%06d/vm%06d_%d.vmdk"
                        % (i % 100, i, i, k),
                        "Capacity MiB": 51200 << k, "Disk Mode": "persistent",
                        "Sharing mode": "sharingNone",
                        "Shared Bus": "noSharing"})
            yield row


def partitions():
    for i in range(N):
        row = machine(i)
        for k in range(2):
            row.update({"Disk": "/" if k == 0 else "/srv", "Disk Key":
                        2000 + k, "Capacity MiB": 51200 << k,
                        "Consumed MiB": 20000 + i % 1000 + k,
                        "Free MiB": 10000, "Free %": 20})
            yield row


def networks():
    for i in range(N):
        row = machine(i)
        row.update({"NIC label": "Network adapter 1", "Adapter": "Vmxnet3",
                    "Network": "LAN %d" % (i % 50), "Connected": "True",
                    "Mac Address": "00:50:56:%02x:%02x:%02x"
                    % (i >> 16, i >> 8 & 255, i & 255)})
        yield row


def hosts():
    for i in range(1 + N // 50):
        yield {"Host": "esx%04d.example.org" % i, "Datacenter": "DC1",
               "Cluster": "Cluster %d" % (i % 20), "# Cores": 64,
               "# Memory": 1048576, "# VMs total": 50, "VI SDK UUID": SCOPE}


N = int(sys.argv[1])
book = Book(sys.argv[2])
book.sheet("vInfo", INFO, map(machine, range(N)))
book.sheet("vCPU", CPU, map(machine, range(N)))
book.sheet("vMemory", MEMORY, map(machine, range(N)))
book.sheet("vDisk", DISK, disks())
book.sheet("vPartition", PARTITION, partitions())
book.sheet("vNetwork", NETWORK, networks())
book.sheet("vHost", HOST, hosts())
book.close()
