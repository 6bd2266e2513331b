#!/usr/bin/env python3
"""Makes fuzz/seeds and fuzz/dictionaries anew, from small pieces of generated saves and from the names in src/model.

    fuzz/make_seeds.py build/release/savegen

Run it when the model has learnt new names; the results are checked in, so that fuzzing needs no generator.
"""
import io
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
FORMATS = ["2022", "2024", "2025", "2026"]

XML_SEEDS = {
    "spellings": "<?xml version='1.0' encoding='utf-8'?>\r\n<?ActivePlayer 3?>\r\n<Root a='1' b=\"&quot;\">\r\n"
    "  <T.0>&amp;&#65;&#x4E2D;</T.0>\r\n  <E />\r\n  <C><![CDATA[<x>]]> y<!-- c --></C>\r\n</Root>\r\n",
    "mixed": "<a>text<b>x</b>more<!-- c --><?p d?><c><d><e/></d></c ></a>",
    "scripts": "\ufeff<a k='\u4e2d'><\u00dcBER>\u00e9\u0629</\u00dcBER></a>",
}

TOKENS = ["<", "</", "/>", ">", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<!DOCTYPE", "=\\\"", "&amp;", "&#", ";", "\\xEF\\xBB\\xBF",
          "\\x0D\\x0A", "NONE", "T1", "T.0", "P.1", "2147483647", "-2147483648"]
SIGNATURES = ["PK\\x03\\x04", "PK\\x01\\x02", "PK\\x05\\x06", "PK\\x06\\x06", "PK\\x06\\x07", "PK\\x07\\x08", "\\x01\\x00\\x10\\x00",
              "\\xFF\\xFF", "\\xFF\\xFF\\xFF\\xFF", "save.xml", "__MACOSX/._", "../", ".XML"]


def shortened(element, keep):
    """The element with the first `keep` children of a kind, all the way down. Values of the game and of an entity stay: each
    has a meaning of its own, while of the keys of a map, and of entities, a few are like all."""
    has_own_values = element.tag in ("Root", "Game") or "ID" in element.attrib
    seen = {}
    for child in list(element):
        is_value = len(child) == 0
        if is_value and has_own_values:
            continue
        kind = "value" if is_value else child.tag
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] > keep:
            element.remove(child)
        else:
            shortened(child, keep)
    return element


def small_save(savegen, save_format):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([savegen, folder, "--size", "tiny", "--format", save_format, "--plain-xml", "--quiet"], check=True)
        root = ElementTree.parse(next(pathlib.Path(folder).glob("*.xml"))).getroot()
    shortened(root, 1)
    for element in root.iter():  # a third of a save is indentation, which teaches nothing
        element.text = (element.text or "").strip() or None
        element.tail = None
    return b"<?xml version=\"1.0\" encoding=\"utf-8\"?><?ActivePlayer 0?>" + ElementTree.tostring(root, encoding="utf-8")


def zipped(entries, method=zipfile.ZIP_DEFLATED, comment=b"", to_pipe=False):
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

        def seek(self, *_):
            raise OSError("a pipe")

    out = Pipe() if to_pipe else io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.comment = comment
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def zip64(content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(zipfile.ZipInfo("save.xml"), "w", force_zip64=True) as entry:
            entry.write(content)
    return out.getvalue()


def write(folder, name, content):
    path = HERE / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def names_of_the_model():
    call = re.compile(r'\.(?:id|attribute|element|keyed|positional|history|changes|rows|knowledge|detail|number_or_flag)'
                      r'\(\s*"([^"]+)"')
    return sorted({name for source in (HERE.parent / "src/model").glob("*.cc") for name in call.findall(source.read_text())})


def main():
    savegen = pathlib.Path(sys.argv[1]).resolve()
    save = b'<Root GameId="1"><Game><Turn>3</Turn></Game></Root>'
    for save_format in FORMATS:
        write("seeds/save", f"{save_format}.xml", small_save(savegen, save_format))
    for name, content in XML_SEEDS.items():
        write("seeds/xml", f"{name}.xml", content)
    for name, content in {
        "deflated": zipped({"save.xml": save}),
        "stored": zipped({"save.xml": save}, zipfile.ZIP_STORED, b"a comment"),
        "data_descriptor": zipped({"save.xml": save}, to_pipe=True),
        "zip64": zip64(save),
        "macos": zipped({"__MACOSX/._save.xml": b"\0\5", "a/save.xml": save, "readme.txt": b"hello"}),
    }.items():
        write("seeds/zip", f"{name}.zip", content)
    tokens = "".join(f'"{token}"\n' for token in TOKENS)
    write("dictionaries", "xml.dict", tokens)
    write("dictionaries", "save.dict", tokens + "".join(f'"{name}"\n' for name in ["Root", *names_of_the_model()]))
    write("dictionaries", "zip.dict", "".join(f'"{signature}"\n' for signature in SIGNATURES))


main()
