// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/picture_difference.h"

#include <QDir>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

QImage page(int textAt, QRgb colour = 0xff'20'20'20)
{
    QImage image(200, 100, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.fillRect(textAt, 40, 60, 10, QColor(colour));
    return image;
}

} // namespace

class TestPictureDifference : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatLooksAlike_isNoDifference()
    {
        QCOMPARE(test::visibleDifference(page(20), page(20)), 0.0);
        QCOMPARE(test::visibleDifference(page(20), page(20, 0xff'2a'28'18)), 0.0); // A neighbouring shade.
    }
    void whatMovedOrIsGone_isOne()
    {
        QVERIFY(test::visibleDifference(page(20), page(23)) > 0.002);
        QVERIFY(test::visibleDifference(page(20), page(20, 0xff'b0'20'20)) > 0.02);
        QCOMPARE(test::visibleDifference(page(20), page(20).scaled(201, 100)), 1.0);
        QCOMPARE(test::visibleDifference({}, {}), 1.0); // Nobody can tell.
    }
    void foldersAreCompared_theLargestDifferenceFirst()
    {
        const QTemporaryDir folder;
        const QDir all(folder.path());
        QVERIFY(all.mkdir(u"a"_s) && all.mkdir(u"b"_s));
        const auto save = [&](const QString &name, const QImage &image) { QVERIFY(image.save(all.filePath(name))); };
        for (const auto &[name, after] :
             {std::pair(u"same"_s, page(20)), std::pair(u"little"_s, page(23)), std::pair(u"much"_s, page(90))}) {
            save(u"a/%1.png"_s.arg(name), page(20));
            save(u"b/%1.png"_s.arg(name), after);
        }
        save(u"b/fresh.png"_s, page(1));
        const auto lines = test::pictureDifferences(all.filePath(u"a"_s), all.filePath(u"b"_s));
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[0].startsWith(u"fresh.png is only in "), qPrintable(lines[0]));
        QCOMPARE(lines[1], u"much.png differs in 6.0 % of its pixels"_s);
        QVERIFY2(lines[2].startsWith(u"little.png differs"), qPrintable(lines[2]));
    }
};

QTEST_GUILESS_MAIN(TestPictureDifference)
#include "tst_picture_difference.moc"
