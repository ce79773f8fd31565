// SPDX-License-Identifier: GPL-3.0-only
#include "sdk/cpp/src/worker/run_context.h"
#include "worker/handlers/echo_handler.h"
#include "worker/handlers/picture_end.h"
#include "worker/handlers/strict_base64.h"
#include "worker/handlers/validate_image_handler.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;
using namespace conduit::worker;

namespace {

QByteArray fileOf(const QString &name)
{
    QFile file(QStringLiteral(CONDUIT_SOURCE_DIR "/tests/cases/files/") + name);
    if (!file.open(QIODevice::ReadOnly))
        QTest::qFail(qPrintable(file.fileName() + u": "_s + file.errorString()), __FILE__, __LINE__);
    return file.readAll();
}

QByteArray payloadOf(const QByteArray &image)
{
    json::Writer json;
    return json.beginObject().name("image").string(QString::fromLatin1(image)).endObject().take();
}

/// The output, or the failure's words; "again: " ahead of a failure that would be tried again.
QString toldOf(const Handler &handler, const QByteArray &payload)
{
    wire::Task task;
    task.payload = payload;
    RunNotes notes([] { return QDateTime(); });
    const Outcome outcome = handler.run(RunContext(task, notes));
    if (const auto *output = std::get_if<Output>(&outcome))
        return QString::fromUtf8(output->json);
    const auto &failure = std::get<Failure>(outcome);
    return (failure.isRetryable ? u"again: "_s : QString()) + failure.message;
}

QByteArray pictureOf(int width, int height, const char *format)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::darkGreen);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

/// Resident memory at its highest, in KiB.
qint64 peakMemory()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

} // namespace

class TestHandlers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void echo_givesThePayloadBackExactly()
    {
        const EchoHandler echo;
        QCOMPARE(toldOf(echo, "{\"n\":12345678901234567890,\"s\":\"\\u00e4\\/\",\"x\":1.50}"),
                 u"{\"echoed\":{\"n\":12345678901234567890,\"s\":\"\\u00e4\\/\",\"x\":1.50}}"_s);
        QCOMPARE(toldOf(echo, "null"), u"{\"echoed\":null}"_s);
        const auto schema = echo.schema();
        QVERIFY(schema);
        QCOMPARE(schema->taskType, u"echo"_s);
        QCOMPARE(schema->fields.size(), 1);
        QCOMPARE(schema->fields[0].name, u"echo"_s);
        QVERIFY(schema->fields[0].required);
    }

    void image_isToldAsTheCaseSays_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("told");
        const auto valid = [](int width, int height) {
            return u"{\"valid\":true,\"width\":%1,\"height\":%2}"_s.arg(width).arg(height);
        };
        const auto row = [](const char *file, const QString &told) { QTest::newRow(file) << QString::fromUtf8(file) << told; };
        row("ok-100x100-grey.png", valid(100, 100));
        row("low-99x100-grey.png", u"Image resolution too low : 99 100"_s);
        row("jpeg-rgb-320x240.jpg", valid(320, 240));
        row("jpeg-cmyk-320x240.jpg", valid(320, 240));
        row("jpeg-exif6-stored320x240.jpg", valid(320, 240));
        row("cut-jpeg-320x240-half.jpg", u"image decode failed: it is cut off before its end"_s);
        row("cut-256x256.png", u"image decode failed: it is cut off before its end"_s);
        row("bad-no-idat-300x300.png", u"image decode failed: it is damaged"_s);
        row("bomb-header-60000x60000.png", u"too many pixels, limit 64000000: 60000 60000"_s);
        row("big-honest-6000x6000-rgb.png", valid(6000, 6000));
    }

    void image_isToldAsTheCaseSays()
    {
        QFETCH(QString, file);
        QFETCH(QString, told);
        const QString got = toldOf(ValidateImageHandler(), payloadOf(fileOf(file).toBase64()));
        QVERIFY2(got.startsWith(told), qPrintable(got));
    }

    void base64_isToldAsTheCaseSays_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("told");
        const QString valid = u"{\"valid\":true,\"width\":128,\"height\":128}"_s;
        QTest::newRow("plain") << u"b64-plain-128x128.txt"_s << valid;
        QTest::newRow("data URI") << u"b64-data-uri-128x128.txt"_s << valid;
        QTest::newRow("one bad character") << u"b64-one-bad-char-130x130.txt"_s << u"Base 64 decode failed: character "_s;
    }

    void base64_isToldAsTheCaseSays()
    {
        QFETCH(QString, file);
        QFETCH(QString, told);
        const QString got = toldOf(ValidateImageHandler(), payloadOf(fileOf(file)));
        QVERIFY2(got.startsWith(told), qPrintable(got));
    }

    void image_missingIsTold_data()
    {
        QTest::addColumn<QByteArray>("payload");
        for (const QByteArray payload : {"null", "{}", "[]", "\"image\"", "{\"image\":null}", "{\"image\":5}"})
            QTest::newRow(payload.constData()) << payload;
    }

    void image_missingIsTold()
    {
        QFETCH(QByteArray, payload);
        QCOMPARE(toldOf(ValidateImageHandler(), payload), u"Missing image field"_s);
    }

    void image_whichIsNoneIsTold()
    {
        const QString told = u"image decode failed: this is no picture of a known format"_s;
        QCOMPARE(toldOf(ValidateImageHandler(), payloadOf(QByteArray("hello world!").toBase64())), told);
        QCOMPARE(toldOf(ValidateImageHandler(), payloadOf("")), told);
    }

    void image_bounds_areTold()
    {
        const ValidateImageHandler handler;
        const auto told = [&](int width, int height) {
            return toldOf(handler, payloadOf(pictureOf(width, height, "PNG").toBase64()));
        };
        QCOMPARE(told(100, 100), u"{\"valid\":true,\"width\":100,\"height\":100}"_s);
        QCOMPARE(told(100, 99), u"Image resolution too low : 100 99"_s);
        QCOMPARE(told(1, 1), u"Image resolution too low : 1 1"_s);
        QCOMPARE(told(20'000, 100), u"{\"valid\":true,\"width\":20000,\"height\":100}"_s);
    }

    void image_damagedInsideIsTold()
    {
        // Each byte of the packed pixels carries a checksum's worth: one wrong bit must not pass.
        QByteArray picture = fileOf(u"cut-256x256.png"_s);
        QImage noise(256, 256, QImage::Format_RGB32);
        for (int y = 0; y < noise.height(); ++y) {
            for (int x = 0; x < noise.width(); ++x)
                noise.setPixel(x, y, qRgb(x * y, x ^ y, x + y));
        }
        QBuffer buffer(&picture);
        buffer.open(QIODevice::WriteOnly | QIODevice::Truncate);
        noise.save(&buffer, "PNG");
        buffer.close();
        QVERIFY(toldOf(ValidateImageHandler(), payloadOf(picture.toBase64())).startsWith(u"{\"valid\":true"));
        picture[picture.size() / 2] = static_cast<char>(picture.at(picture.size() / 2) ^ 0x10);
        const QString told = toldOf(ValidateImageHandler(), payloadOf(picture.toBase64()));
        QVERIFY2(told.startsWith(u"image decode failed: it is damaged"), qPrintable(told));
    }

    void image_costsLittleMemory()
    {
        const ValidateImageHandler handler;
        toldOf(handler, payloadOf(fileOf(u"ok-100x100-grey.png"_s).toBase64()));
        const qint64 before = peakMemory();
        toldOf(handler, payloadOf(fileOf(u"bomb-header-60000x60000.png"_s).toBase64()));
        toldOf(handler, payloadOf(fileOf(u"big-honest-6000x6000-rgb.png"_s).toBase64()));
        QVERIFY2(peakMemory() - before < 100 * 1024, qPrintable(QString::number(peakMemory() - before)));
    }

    void strictBase64_takesOnlyBase64_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("bytes"); // null: refused
        const QByteArray refused;
        QTest::newRow("empty") << u""_s << QByteArray("");
        QTest::newRow("three") << u"Zm9v"_s << QByteArray("foo");
        QTest::newRow("padded once") << u"Zm8="_s << QByteArray("fo");
        QTest::newRow("padded twice") << u"Zg=="_s << QByteArray("f");
        QTest::newRow("data URI") << u"data:image/png;base64,Zm9v"_s << QByteArray("foo");
        QTest::newRow("data URI without a type") << u"DATA:;BASE64,Zm9v"_s << QByteArray("foo");
        QTest::newRow("data URI that is not base64") << u"data:text/plain,Zm9v"_s << refused;
        QTest::newRow("data URI without a comma") << u"data:image/png;base64"_s << refused;
        QTest::newRow("one too many") << u"Zm9vY"_s << refused;
        QTest::newRow("padding missing") << u"Zm8"_s << refused;
        QTest::newRow("padding too long") << u"Zm8=="_s << refused;
        QTest::newRow("padding only") << u"===="_s << refused;
        QTest::newRow("padding inside") << u"Zg==Zm9v"_s << refused;
        QTest::newRow("star") << u"Zm*v"_s << refused;
        QTest::newRow("space") << u"Zm9v Zm9v"_s << refused;
        QTest::newRow("line break") << u"Zm9v\n"_s << refused;
        QTest::newRow("URL alphabet") << u"-_-_"_s << refused;
        QTest::newRow("beyond Latin-1") << u"Zm9\u0176"_s << refused;
        QTest::newRow("bits left over") << u"Zh=="_s << refused;
    }

    void strictBase64_takesOnlyBase64()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, bytes);
        const auto got = bytesFromBase64(text);
        QCOMPARE(got.has_value(), !bytes.isNull());
        if (got)
            QCOMPARE(*got, bytes);
        else
            QVERIFY(!got.error().message.isEmpty());
    }

    void pictureEnd_isFoundByStructureNotBySearch()
    {
        const QByteArray whole = pictureOf(300, 200, "JPG");
        QVERIFY(reachesItsEnd(whole));
        QVERIFY(reachesItsEnd(whole + "trailing bytes, as some cameras leave"));
        // A preview inside an application segment has an end marker of its own.
        const QByteArray preview = "\xff\xe1" + QByteArray("\x00\x06\xff\xd8\xff\xd9", 6);
        const QByteArray withPreview = whole.first(2) + preview + whole.sliced(2);
        QVERIFY(reachesItsEnd(withPreview));
        QVERIFY(!reachesItsEnd(withPreview.chopped(2)));
        QVERIFY(!reachesItsEnd(withPreview.first(withPreview.size() / 2)));

        const QByteArray png = pictureOf(120, 120, "PNG");
        QVERIFY(reachesItsEnd(png));
        QVERIFY(!reachesItsEnd(png.chopped(12)));
        for (qsizetype size = 0; size < whole.size(); ++size)
            static_cast<void>(reachesItsEnd(whole.first(size))); // never reads behind its end: the sanitizers watch
        for (qsizetype size = 0; size < png.size(); ++size)
            static_cast<void>(reachesItsEnd(png.first(size)));
    }
};

QTEST_GUILESS_MAIN(TestHandlers)
#include "tst_handlers.moc"
