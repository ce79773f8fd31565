// SPDX-License-Identifier: GPL-3.0-only
// Case 39: pictures that lie. Through the real broker and the real worker.
#include "tests/cases/case_broker.h"
#include "tests/support/process_usage.h"
#include "tests/support/worker_process.h"

#include <QElapsedTimer>
#include <QRegularExpression>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMebibyte = 1024 * 1024;

QByteArray imageTask(const QByteArray &base64)
{
    const QJsonObject payload {{u"image"_s, QString::fromLatin1(base64)}};
    return QJsonDocument(QJsonObject {{u"task_type"_s, u"validate_image"_s}, {u"payload"_s, payload}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

class CasePictures : public CaseWithBroker
{
    Q_OBJECT

    void prepare(BrokerProcess &) override { m_worker.reset(); }

    void startWorker()
    {
        m_worker = std::make_unique<WorkerProcess>(QStringLiteral(CONDUIT_BIN_DIR), broker().address(), u"w"_s);
        m_worker->setArguments({u"--concurrency"_s, u"1"_s});
        // Memory that the address sanitizer keeps after it was freed is not the worker's.
        m_worker->setEnvironment(u"ASAN_OPTIONS"_s,
                                 withSanitizerOption(m_worker->environment(u"ASAN_OPTIONS"_s), u"quarantine_size_mb=1"_s));
        QVERIFY(m_worker->start());
    }

    std::unique_ptr<WorkerProcess> m_worker;

private Q_SLOTS:
    void picture_isTakenForWhatItIs_data()
    {
        QTest::addColumn<QByteArray>("base64");
        QTest::addColumn<QSize>("size");    // Empty: the task fails.
        QTest::addColumn<QString>("error"); // What the error says.
        const auto picture = [](const QString &name) { return caseFile(name).toBase64(); };
        const auto good = [&](const QString &name, int width, int height) {
            QTest::newRow(qPrintable(name)) << picture(name) << QSize(width, height) << QString();
        };
        const auto bad = [&](const QString &name, const QString &error) {
            QTest::newRow(qPrintable(name)) << picture(name) << QSize() << error;
        };
        good(u"ok-100x100-grey.png"_s, 100, 100);
        good(u"jpeg-rgb-320x240.jpg"_s, 320, 240);
        good(u"jpeg-cmyk-320x240.jpg"_s, 320, 240);
        good(u"jpeg-exif6-stored320x240.jpg"_s, 320, 240);
        good(u"big-honest-6000x6000-rgb.png"_s, 6000, 6000);
        bad(u"low-99x100-grey.png"_s, u"^Image resolution too low : 99 100$"_s);
        bad(u"cut-jpeg-320x240-half.jpg"_s, u"damaged|cut|incomplete|truncated|decode failed"_s);
        bad(u"cut-256x256.png"_s, u"damaged|cut|incomplete|truncated|decode failed"_s);
        bad(u"bad-no-idat-300x300.png"_s, u"damaged|cut|incomplete|truncated|decode failed"_s);
        bad(u"bomb-header-60000x60000.png"_s, u"too many pixels"_s);

        const QByteArray plain = caseFile(u"b64-plain-128x128.txt"_s);
        QTest::newRow("base64 as it stands") << plain << QSize(128, 128) << QString();
        QTest::newRow("data URI") << caseFile(u"b64-data-uri-128x128.txt"_s) << QSize(128, 128) << QString();
        QTest::newRow("one bad character") << caseFile(u"b64-one-bad-char-130x130.txt"_s) << QSize() << u"[Bb]ase ?64"_s;
        QTest::newRow("one character too many") << plain.trimmed().replace("=", "") + "AA" << QSize() << u"[Bb]ase ?64"_s;
        QTest::newRow("padding in the middle") << plain.left(8) + "==" + plain.mid(8) << QSize() << u"[Bb]ase ?64"_s;
        QTest::newRow("a star") << plain.left(8) + '*' + plain.mid(8) << QSize() << u"[Bb]ase ?64"_s;
        QTest::newRow("an empty text") << QByteArray("") << QSize() << u"."_s;
        QTest::newRow("base64 of a text") << QByteArray("hello world, this is no picture").toBase64() << QSize()
                                          << u"decode failed|not an image|no image"_s;
        QTest::newRow("an SVG bomb")
            << QByteArray("<svg xmlns='http://www.w3.org/2000/svg' width='99999' height='99999'/>").toBase64() << QSize()
            << u"decode failed|not an image|no image|format"_s;
        // The whole files, each shortened by its last byte and by its last quarter.
        for (const QString &name : {u"ok-100x100-grey.png"_s, u"jpeg-rgb-320x240.jpg"_s}) {
            const QByteArray whole = caseFile(name);
            for (const qsizetype length : {whole.size() - 1, whole.size() * 3 / 4})
                QTest::newRow(qPrintable(u"%1 cut to %2 bytes"_s.arg(name).arg(length)))
                    << whole.left(length).toBase64() << QSize() << u"damaged|cut|incomplete|truncated|decode failed"_s;
        }
    }
    void picture_isTakenForWhatItIs()
    {
        QFETCH(const QByteArray, base64);
        QFETCH(const QSize, size);
        QFETCH(const QString, error);
        startWorker();
        auto client = connect();
        const QString id = enqueue(client, imageTask(base64));
        QVERIFY(!id.isEmpty());
        const QJsonObject task = awaitTask(client, id);
        const QByteArray shown = QJsonDocument(task["result"_L1].toObject()).toJson(QJsonDocument::Compact);
        if (size.isValid()) {
            QVERIFY2(task["status"_L1].toString() == u"Completed"_s, shown.constData());
            QCOMPARE(task["result"_L1]["output"_L1].toObject(),
                     (QJsonObject {{u"valid"_s, true}, {u"width"_s, size.width()}, {u"height"_s, size.height()}}));
        } else {
            QVERIFY2(task["status"_L1].toString() == u"Failed"_s, shown.constData());
            QVERIFY2(QRegularExpression(error).match(task["result"_L1]["error"_L1].toString()).hasMatch(), shown.constData());
        }
        // No second look makes a picture of it.
        QCOMPARE(task["attempt"_L1].toInt(), 1);
        QVERIFY(m_worker->isRunning());
    }

    void pixelBomb_costsNeitherMemoryNorTime()
    {
        startWorker();
        auto client = connect();
        // The first task tells that the worker is up, so that only the second is timed.
        QVERIFY(!awaitTask(client, enqueue(client, imageTask(caseFile(u"ok-100x100-grey.png"_s).toBase64()))).isEmpty());
        QElapsedTimer time;
        time.start();
        const QJsonObject task =
            awaitTask(client, enqueue(client, imageTask(caseFile(u"bomb-header-60000x60000.png"_s).toBase64())));
        QVERIFY2(time.elapsed() < 1'000, qPrintable(QString::number(time.elapsed())));
        QCOMPARE(task["status"_L1].toString(), u"Failed"_s);
        const qint64 peak = residentBytesPeak(m_worker->pid());
        QVERIFY2(peak > 0 && peak < 200 * kMebibyte, qPrintable(QString::number(peak)));
    }

    void payloadWithoutAPicture_isRefusedBeforeAnyWorkerSeesIt_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("nothing") << QByteArray("{}");
        QTest::newRow("null") << QByteArray(R"({"image":null})");
        QTest::newRow("a number") << QByteArray(R"({"image":5})");
        QTest::newRow("a list") << QByteArray(R"({"image":["x"]})");
    }
    void payloadWithoutAPicture_isRefusedBeforeAnyWorkerSeesIt()
    {
        QFETCH(const QByteArray, payload);
        startWorker();
        auto client = connect();
        QTRY_COMPARE_WITH_TIMEOUT(client.get("/task/types/validate_image/schema").status, 200, 10'000);
        const HttpAnswer answer = client.post("/task", R"({"task_type":"validate_image","payload":)" + payload + '}');
        COMPARE_STATUS(answer, 422);
        QCOMPARE(answer.json()["error"_L1]["details"_L1][0]["pointer"_L1].toString(), u"/image"_s);
    }
};

} // namespace conduit::test

QTEST_GUILESS_MAIN(conduit::test::CasePictures)
#include "tst_case_39.moc"
