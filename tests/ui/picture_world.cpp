// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/picture_world.h"

#include "tests/ui/pretend_console.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QUuid>

#include <conduit/json_writer.h>

#include <array>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

QDateTime ago(int seconds) { return pretendNow().addSecs(-seconds); }

/// A series of `steps` steps that ends with the pretended present; the last bit of a gap lies before it.
QByteArray series(const QMap<QString, QString> &query)
{
    const QString by = query.value(u"by"_s, u"minute"_s);
    const int step = by == u"second" ? 1 : by == u"hour" ? 3600 : 60;
    const auto from = QDateTime::fromString(query.value(u"from"_s), Qt::ISODateWithMs);
    const auto steps = int(from.secsTo(pretendNow()) / step) + 1;
    json::Writer out;
    out.beginObject().name("step").integer(step).name("from").string(from.toString(Qt::ISODateWithMs));
    out.name("now").string(pretendNow().toString(Qt::ISODateWithMs)).name("series").beginArray();
    int number = 0;
    for (const QString &of : query.value(u"of"_s).split(u',')) {
        ++number;
        const bool isSmall = of != u"broker";
        const bool fails = of == u"type:resize_image";
        const auto column = [&](const char *name, const std::function<double(int)> &value) {
            out.name(name).beginArray();
            for (int at = 0; at < steps; ++at) {
                if (at == steps / 5)
                    out.null();
                else
                    out.number(value(at));
            }
            out.endArray();
        };
        const auto wave = [&](int at, double height) {
            return std::round(height * (1.2 + std::sin(0.7 * at + number)) * step / (isSmall ? 180 : 60));
        };
        out.beginObject().name("of").string(of);
        column("enqueued", [&](int at) { return wave(at, 320); });
        column("started", [&](int at) { return wave(at, 310); });
        column("completed", [&](int at) { return wave(at, 300); });
        column("failed", [&](int at) { return wave(at + 3, 12); });
        column("dead", [&](int at) { return wave(at + 3, 1); });
        column("ready", [&](int at) { return std::round(40 + 30 * std::sin(0.5 * at + number)); });
        column("oldest_wait", [&](int at) { return 3 + 2 * std::sin(0.5 * at); });
        for (const char *name : {"wait", "run"}) {
            out.name(name).beginObject();
            column("n", [&](int at) { return wave(at, 300); });
            column("p50", [&](int at) { return 0.8 + 0.2 * std::sin(0.4 * at); });
            column("p95", [&](int at) { return 2.4 + 0.9 * std::sin(0.9 * at); });
            out.endObject();
        }
        out.name("total").beginObject().name("enqueued").integer(640).name("started").integer(625);
        out.name("completed")
            .integer(isSmall ? 137 : 612)
            .name("failed")
            .integer(fails         ? 41
                         : isSmall ? 0
                                   : 41)
            .name("dead")
            .integer(1);
        for (const char *name : {"wait", "run"})
            out.name(name)
                .beginObject()
                .name("n")
                .integer(623)
                .name("p50")
                .number(0.8)
                .name("p95")
                .number(2.4)
                .name("p99")
                .number(3.1)
                .endObject();
        out.endObject().endObject();
    }
    return out.endArray().endObject().take();
}

QByteArray groups(const QMap<QString, QString> &)
{
    struct Group
    {
        const char *type;
        const char *signature;
        int tasks;
        int firstAge;
        int lastAge;
    };
    json::Writer out;
    out.beginObject().name("groups").beginArray();
    for (const auto &[type, signature, tasks, firstAge, lastAge] :
         {Group {"resize_image", "disk full: errno <n> while writing <path>", 7, 3667, 127},
          Group {"send_mail", "timed out after <n> s", 3, 2900, 310},
          Group {"index_document", "404 for <url>", 1, 1700, 1700}}) {
        out.beginObject().name("type").plain(type).name("signature").string(QString::fromLatin1(signature));
        out.name("n").integer(tasks).name("first_seen").string(ago(firstAge).toString(Qt::ISODateWithMs));
        out.name("last_seen").string(ago(lastAge).toString(Qt::ISODateWithMs)).name("example").string(pictureId(11));
        out.name("q").string(u"state:dead type:"_s + QString::fromLatin1(type)).endObject();
    }
    return out.endArray()
        .name("omitted")
        .integer(0)
        .name("looked_at")
        .integer(11)
        .name("exact")
        .boolean(true)
        .name("next")
        .null()
        .endObject()
        .take();
}

void addEvents(PretendBroker &broker)
{
    struct Act
    {
        qint64 age;
        const char *name;
        const char *verb;
        const char *kind;
        QString target;
        const char *detail;
        const char *reason;
        const char *outcome;
        qint64 done; ///< -1: no counts.
    };
    const QList<Act> acts {
        {12, "console ada@desk", "retry", "operation", pictureId(900), "state:dead type:resize_image", "", "running", 120},
        {95, "console ada@desk", "pause", "queue", u"mail"_s, "until 2026-11-25T14:43:07.000Z", "the mail server is down",
         "done", -1},
        {340, "deploy-script", "drain", "worker", u"gpu-03:1"_s, "", "", "asked", -1},
        {1900, "console bob@laptop", "cancel", "task", pictureId(11), "", "the order was withdrawn", "asked", -1},
        {4100, "", "finish", "operation", pictureId(901), "delete", "", "done", 41},
        {4160, "console bob@laptop", "delete", "operation", pictureId(901), "state:cancelled created:>7d", "", "done", 41},
        {9000, "worker gpu-04", "set_schema", "type", u"resize_image"_s, "", "", "done", -1},
    };
    json::Writer out;
    out.beginObject().name("entries").beginArray();
    qint64 id = 412;
    for (const Act &act : acts) {
        const bool isBroker = act.name[0] == '\0';
        out.beginObject().name("id").integer(id--);
        out.name("time").string(pretendNow().addSecs(-act.age).toUTC().toString(Qt::ISODateWithMs));
        out.name("actor").beginObject().name("via").plain(isBroker ? "broker" : "loopback");
        out.name("name").string(QString::fromLatin1(act.name)).name("address").plain("127.0.0.1").endObject();
        out.name("verb").plain(act.verb).name("kind").plain(act.kind).name("target").string(act.target);
        out.name("detail").plain(act.detail).name("reason").plain(act.reason).name("outcome").plain(act.outcome);
        if (act.done >= 0) {
            out.name("counts").beginObject().name("matched").integer(act.done + 1).name("done").integer(act.done);
            out.name("skipped").integer(1).name("failed").integer(0).endObject();
        }
        out.endObject();
    }
    out.endArray().name("next").null().endObject();
    broker.setAudit(out.take());
}

QByteArray operations(const QMap<QString, QString> &)
{
    struct Work
    {
        QString verb, state, filter, actor;
        int matched, done, skipped, failed, minutesAgo;
        std::optional<double> progress;
    };
    const std::array works {
        Work {u"retry"_s, u"running"_s, u"state:dead type:resize_image"_s, u"ada@atlas"_s, 840, 312, 4, 2, 1, 0.37},
        Work {u"cancel"_s, u"done"_s, u"queue:mail created:<1h"_s, u"grace@hopper"_s, 128, 126, 2, 0, 14, {}},
        Work {u"delete"_s, u"stopped"_s, u"state:completed tag:nightly"_s, u"console"_s, 5'200, 1'400, 0, 0, 65, {}},
        Work {u"move"_s, u"undone"_s, u"12 ids"_s, u"ada@atlas"_s, 12, 0, 0, 0, 190, {}}};
    json::Writer out;
    out.beginObject().name("operations").beginArray();
    int number = 900;
    for (const Work &work : works) {
        out.beginObject()
            .name("id")
            .string(pictureId(number++))
            .name("verb")
            .string(work.verb)
            .name("state")
            .string(work.state);
        out.name("undoable").boolean(true).name("matched").integer(work.matched).name("done").integer(work.done);
        out.name("skipped").integer(work.skipped).name("failed").integer(work.failed).name("progress");
        if (work.progress)
            out.number(*work.progress);
        else
            out.null();
        out.name("created_at").string(pretendNow().addSecs(-60 * work.minutesAgo).toUTC().toString(Qt::ISODateWithMs));
        out.name("ended_at").null().name("detail").string(work.filter);
        out.name("actor").beginObject().name("via").string(u"token"_s).name("name").string(work.actor);
        out.name("address").string(u"10.0.0.7"_s).endObject().endObject();
    }
    return out.endArray().endObject().take();
}

} // namespace

QString pictureId(int number)
{
    return QUuid::createUuidV5(QUuid(), u"picture %1"_s.arg(number)).toString(QUuid::WithoutBraces);
}

void addPictureSchemas(PretendBroker &broker)
{
    broker.addSchema(
        R"({"task_type":"echo","description":"Just a test handler to test worker","fields":{"echo":{"field_type":"string","required":true,"description":"Any text; it comes back as it is","example":"hello"}}})");
    broker.addSchema(
        R"({"task_type":"validate_image","description":"Validate that a base64 image is real and large enough","fields":{"image":{"field_type":"string","required":true,"description":"The picture as base64, without a data: prefix"}}})");
    broker.addSchema(
        R"({"task_type":"index_document","description":"Put a document into the search index","fields":{"url":{"field_type":"string","required":true,"description":"Where the document lies","example":"https://example.org/a.pdf"},"language":{"field_type":"string","required":false,"description":"Two letters; guessed when absent","example":"de"}}})");
    broker.addSchema(
        R"({"task_type":"resize_image","description":"Scale a picture and store it beside the original","fields":{"source":{"field_type":"string","required":true,"description":"Key of the picture in the store","example":"in/cat.png"},"width":{"field_type":"number","required":true,"description":"Pixels; the height follows","example":1024},"keep_metadata":{"field_type":"boolean","required":false,"description":"Copy camera data and place"},"formats":{"field_type":"array","required":false,"description":"File formats to write","example":["webp","avif"]},"options":{"field_type":"object","required":false,"description":"Passed to the encoder as they are","example":{"quality":0.82}}}})");
    broker.addSchema(
        R"({"task_type":"send_mail","description":"Send one message","fields":{"to":{"field_type":"array","required":true,"description":"Addresses","example":["ada@example.org"]},"subject":{"field_type":"string","required":true},"body":{"field_type":"string","required":true},"urgent":{"field_type":"boolean","required":false}}})");
}

void addPictureTasks(PretendBroker &broker)
{
    struct Kind
    {
        QString type;
        QString queue;
        QByteArray payload;
        QByteArray output;
    };
    const QList<Kind> kinds {
        {u"resize_image"_s, u"gpu"_s,
         R"({"source":"in/cat-0412.png","width":1024,"formats":["webp","avif"],"options":{"quality":0.82}})",
         R"({"written":["out/cat-0412.webp","out/cat-0412.avif"],"bytes":[48211,39120]})"},
        {u"index_document"_s, u"default"_s, R"({"url":"https://example.org/handbook.pdf","language":"de"})",
         R"({"pages":214,"terms":18203})"},
        {u"send_mail"_s, u"mail"_s, R"({"to":["ada@example.org"],"subject":"Your export is ready","body":"It waits for you."})",
         R"({"accepted":1})"},
        {u"validate_image"_s, u"default"_s, R"({"image":"iVBORw0KGgo="})", R"({"valid":true,"width":1024,"height":768})"},
        {u"echo"_s, u"default"_s, R"({"echo":"hello"})", R"({"echoed":{"echo":"hello"}})"},
    };
    const auto addOne = [&](int number, int age, const QString &state) {
        const auto &kind = kinds[number * 7 % kinds.size()];
        wire::Task task;
        task.id = pictureId(number);
        task.taskType = kind.type;
        task.queue = kind.queue;
        task.payload = kind.payload;
        task.state = state;
        task.createdAt = ago(age);
        const auto hasStarted = state != u"ready" && state != u"scheduled";
        if (hasStarted) {
            task.attempt = state == u"dead" ? 3 : state == u"retrying" ? 2 : 1;
            task.startedAt = task.createdAt.addMSecs(420 + 37 * number % 900);
            task.worker = u"gpu-%1:1"_s.arg(number % 2 + 3);
        }
        if (state == u"completed" || state == u"dead" || state == u"cancelled")
            task.completedAt = task.startedAt.addMSecs(180 + 911 * number % 9000);
        if (state == u"completed")
            task.result = {.output = kind.output, .error = {}};
        if (state == u"dead") {
            task.maxAttempts = 3;
            task.result = {.output = "null",
                           .error = number % 3 == 0
                               ? u"timed out after %1 s"_s.arg(number)
                               : u"disk full: errno 28 while writing out/cat-%1.avif"_s.arg(number, 4, 10, QChar(u'0'))};
        }
        if (state == u"scheduled")
            task.runAt = pretendNow().addSecs(1800);
        if (state == u"retrying")
            task.runAt = pretendNow().addSecs(38);
        if (state == u"running")
            task.leaseExpiresAt = pretendNow().addSecs(24);
        broker.add(task);
    };
    for (int i = 400; i > 26; --i)
        addOne(i, 90 + i * 11, i % 43 == 0 ? u"dead"_s : i % 97 == 0 ? u"cancelled"_s : u"completed"_s);
    const QStringList recent {u"ready"_s,     u"ready"_s,     u"running"_s,   u"running"_s,   u"running"_s,   u"scheduled"_s,
                              u"completed"_s, u"completed"_s, u"completed"_s, u"retrying"_s,  u"completed"_s, u"dead"_s,
                              u"completed"_s, u"completed"_s, u"completed"_s, u"completed"_s, u"cancelled"_s, u"completed"_s,
                              u"dead"_s,      u"completed"_s, u"completed"_s, u"completed"_s, u"completed"_s, u"completed"_s,
                              u"completed"_s, u"completed"_s};
    for (int i = 25; i >= 0; --i)
        addOne(i, 2 + i * 5, recent[i]);

    const auto failure = u"disk full: errno 28 while writing out/cat-0412.avif"_s;
    QList<wire::Attempt> attempts;
    for (int number = 1; number <= 3; ++number) {
        wire::Attempt attempt;
        attempt.number = number;
        attempt.worker = u"gpu-%1:1"_s.arg(number % 2 + 3);
        attempt.startedAt = ago(57 - number * 12);
        attempt.endedAt = attempt.startedAt.addMSecs(2310);
        attempt.outcome = number == 2 ? u"lease_lost"_s : u"failed"_s;
        attempt.error = number == 2 ? QString() : failure;
        attempts.append(attempt);
    }
    attempts[2].error += u"\nafter 3 pictures"_s;
    attempts[2].stack = u"encoder.py:88 in write\nencoder.py:12 in main"_s;
    const QByteArray log =
        R"({"truncated":false,"log":[{"attempt":1,"level":"info","time":"2026-11-25T14:02:22.118Z","message":"opened in/cat-0412.png"},{"attempt":1,"level":"warning","time":"2026-11-25T14:02:23.904Z","message":"little room: 12 MiB left"},{"attempt":3,"level":"error","time":"2026-11-25T14:02:48.017Z","message":"disk full: errno 28"}]})";
    for (int i = 0; i < 400; ++i) {
        broker.setAttempts(pictureId(i), attempts);
        broker.setLog(pictureId(i), log);
    }
}

void addPictureWorkers(PretendBroker &broker, PretendWorkers &local)
{
    using State = ui::LocalWorkerProcess::State;
    local.setProcesses(
        {{1, u"desk-local-1"_s, 4121, State::Running, 0, ago(7260), {}, 41.2, 146'800'640},
         {2, u"desk-local-2"_s, 4122, State::Running, 1, ago(184), u"exit code 1 after 2 h 3 min"_s, 0.4, 94'371'840},
         {3, u"desk-local-3"_s, 4190, State::Stopping, 0, ago(7260), {}},
         {1001,
          u"desk-mailer-1"_s,
          0,
          State::CrashLooping,
          5,
          {},
          u"worker exited with code 1\nNo module named 'smtp2'"_s,
          {},
          0,
          1}});
    local.setPools(
        {{.number = 1, .definition = {.name = u"mailer"_s, .command = u"python3"_s, .arguments = {u"mailer.py"_s}}}});
    local.write(
        1,
        {u"2026-11-25T12:02:01.118 desk-local-1 takes up to 2 tasks at a time from http://127.0.0.1:8080: echo, validate_image"_s,
         u"2026-11-25T12:02:01.131 the broker knows the schemas of 2 types"_s,
         u"2026-11-25T14:02:48.502 echo 8c12f0aa started, attempt 1"_s,
         u"2026-11-25T14:02:48.504 echo 8c12f0aa completed in 2 ms"_s,
         u"2026-11-25T14:02:55.017 validate_image 77ab01c4 started, attempt 1"_s,
         u"2026-11-25T14:02:55.093 validate_image 77ab01c4 completed in 76 ms"_s});
    const auto worker = [](const QString &name, const QString &host, int running, int concurrency, int age,
                           const QStringList &types) {
        wire::Worker made;
        made.name = name;
        made.host = host;
        made.pid = 2210 + age;
        made.version = u"0.1.0"_s;
        made.types = types;
        made.concurrency = concurrency;
        made.running = running;
        made.completed = 1204 + 97LL * age;
        made.failed = age % 7;
        made.alive = age < 90;
        made.startedAt = ago(86000 + age);
        made.lastSeenAt = ago(age);
        return made;
    };
    const QStringList all {u"echo"_s, u"validate_image"_s};
    broker.setWorkers({worker(u"desk-local-1"_s, u"desk"_s, 1, 2, 2, all), worker(u"desk-local-2"_s, u"desk"_s, 0, 2, 4, all),
                       worker(u"gpu-03:1"_s, u"10.0.0.7"_s, 4, 4, 2, {u"resize_image"_s, u"validate_image"_s}),
                       worker(u"gpu-04:1"_s, u"10.0.0.8"_s, 0, 4, 22, {u"resize_image"_s}),
                       worker(u"mail-01:1"_s, u"10.0.0.12"_s, 1, 8, 41, {u"send_mail"_s})});
}

void addPictureHistory(PretendBroker &broker)
{
    broker.setAnswer(u"/stats/series"_s, series);
    broker.setAnswer(u"/task/groups"_s, groups);
    broker.setAnswer(u"/operation"_s, operations);
    addEvents(broker);
    broker.pause(u"mail"_s, {.reason = u"the mail server is down"_s, .by = u"ada"_s, .until = pretendNow().addSecs(2400)});
}

void addManyTasks(PretendBroker &broker, int count)
{
    broker.addMany(count, [](int number) {
        wire::Task task;
        task.id = pictureId(1000 + number);
        task.taskType = number % 3 == 0 ? u"send_mail"_s : u"index_document"_s;
        task.queue = number % 3 == 0 ? u"mail"_s : u"default"_s;
        task.state = u"completed"_s;
        task.createdAt = ago(6000 + number);
        task.attempt = 1;
        task.startedAt = task.createdAt.addMSecs(420);
        task.completedAt = task.startedAt.addMSecs(180 + number % 900);
        task.worker = u"gpu-3:1"_s;
        return task;
    });
}

QByteArray landscape()
{
    QImage image(640, 420, QImage::Format_RGB32);
    QPainter painter(&image);
    QLinearGradient sky(0, 0, 0, 420);
    sky.setColorAt(0, QColor(0xfff2b98c));
    sky.setColorAt(1, QColor(0xff5b7fa8));
    painter.fillRect(image.rect(), sky);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0xfffff1d0));
    painter.drawEllipse(QPointF(470, 130), 52, 52);
    painter.setBrush(QColor(0xff2f4a5c));
    painter.drawPolygon(QPolygonF({{0, 420}, {0, 290}, {150, 180}, {290, 310}, {380, 250}, {640, 400}, {640, 420}}));
    painter.end();
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return png;
}

} // namespace conduit::test
