// SPDX-License-Identifier: GPL-3.0-only
#include "app/line_splitter.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace conduit::app {

class TestLineSplitter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lines_areCleanedAndCut_data();
    void lines_areCleanedAndCut();
    void lines_areTheSameByteByByte_data() { lines_areCleanedAndCut_data(); }
    void lines_areTheSameByteByByte();
    void longLine_isCapped();
    void longLine_isCutBetweenCharacters();
    void longLine_takesNoMemoryWhileItGrows();
};

void TestLineSplitter::lines_areCleanedAndCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("two") << QByteArray("a\nb\n") << QStringList {u"a"_s, u"b"_s};
    QTest::newRow("empty one") << QByteArray("a\n\nb\n") << QStringList {u"a"_s, QString(), u"b"_s};
    QTest::newRow("unfinished") << QByteArray("a\nb") << QStringList {u"a"_s, u"b"_s};
    QTest::newRow("nothing") << QByteArray() << QStringList();
    QTest::newRow("DOS") << QByteArray("a\r\nb\r\n") << QStringList {u"a"_s, u"b"_s};
    QTest::newRow("progress") << QByteArray("1 %\r2 %\r\n") << QStringList {u"1 %"_s, u"2 %"_s};
    QTest::newRow("colour") << QByteArray("\x1b[1;31mred\x1b[0m plain\n") << QStringList {u"red plain"_s};
    QTest::newRow("title") << QByteArray("\x1b]0;a title\x07text\n") << QStringList {u"text"_s};
    QTest::newRow("link") << QByteArray("\x1b]8;;http://x\x1b\\text\x1b]8;;\x1b\\\n") << QStringList {u"text"_s};
    QTest::newRow("character set") << QByteArray("\x1b(Btext\n") << QStringList {u"text"_s};
    QTest::newRow("unfinished title") << QByteArray("\x1b]0;never ends\ntext\n") << QStringList {QString(), u"text"_s};
    QTest::newRow("control") << QByteArray("a\x01\x7f\tb\n") << QStringList {u"a\tb"_s};
    QTest::newRow("UTF-8") << QByteArray("gr\xc3\xbc\xc3\x9f\n") << QStringList {u"gr\u00fc\u00df"_s};
    QTest::newRow("no UTF-8") << QByteArray("a\xff!\n") << QStringList {u"a\ufffd!"_s};
}

void TestLineSplitter::lines_areCleanedAndCut()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QStringList, lines);
    LineSplitter splitter;
    QStringList found = splitter.feed(bytes);
    found += splitter.finish();
    QCOMPARE(found, lines);
}

void TestLineSplitter::lines_areTheSameByteByByte()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QStringList, lines);
    LineSplitter splitter;
    QStringList found;
    for (qsizetype i = 0; i < bytes.size(); ++i)
        found += splitter.feed(QByteArrayView(bytes).sliced(i, 1));
    QCOMPARE(found + splitter.finish(), lines);
}

void TestLineSplitter::longLine_isCapped()
{
    LineSplitter splitter;
    const QStringList lines = splitter.feed(QByteArray(LineSplitter::kLineBytesMax + 5, 'a') + "\nnext\n");
    QCOMPARE(lines, (QStringList {QString(LineSplitter::kLineBytesMax, u'a') + u" … (5 bytes more)"_s, u"next"_s}));
}

void TestLineSplitter::longLine_isCutBetweenCharacters()
{
    LineSplitter splitter;
    const QByteArray text = QByteArray(LineSplitter::kLineBytesMax - 1, 'a') + "\xc3\xbc\n";
    QCOMPARE(splitter.feed(text), QStringList {QString(LineSplitter::kLineBytesMax - 1, u'a') + u" … (1 bytes more)"_s});
}

void TestLineSplitter::longLine_takesNoMemoryWhileItGrows()
{
    LineSplitter splitter;
    const QByteArray chunk(64 * 1024, 'a');
    for (int i = 0; i < 64; ++i)
        QVERIFY(splitter.feed(chunk).isEmpty());
    QVERIFY(splitter.finish().first().size() < LineSplitter::kLineBytesMax + 100);
}

} // namespace conduit::app

QTEST_GUILESS_MAIN(conduit::app::TestLineSplitter)
#include "tst_line_splitter.moc"
