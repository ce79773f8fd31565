// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/task_code.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// Whether a character may stand in a literal as it is. Marks that turn the direction of writing may not: they would show another
/// program than the one that runs.
bool isPlain(char32_t c)
{
    if (c < 0x80)
        return c >= 0x20 && c != 0x7f && c != U'"' && c != U'\\';
    return QChar::isLetterOrNumber(c);
}

/// `text` between double quotes; `escape` writes each character that is not plain.
template<typename Escape>
QString literal(const QString &text, Escape escape)
{
    QString out(u'"');
    for (const char32_t c : text.toUcs4()) {
        if (isPlain(c))
            out += QString::fromUcs4(&c, 1);
        else if (c == U'"' || c == U'\\')
            out += QString(u'\\') + QChar(c);
        else
            out += escape(c);
    }
    return out + u'"';
}

QString hex(char32_t c, int digits) { return QString::number(uint(c), 16).rightJustified(digits, u'0'); }

QString python(const QString &text)
{
    return literal(text, [](char32_t c) { return c > 0xffff ? u"\\U"_s + hex(c, 8) : u"\\u"_s + hex(c, 4); });
}

QString typescript(const QString &text)
{
    return literal(text, [](char32_t c) { return c > 0xffff ? u"\\u{"_s + hex(c, 1) + u'}' : u"\\u"_s + hex(c, 4); });
}

QString rust(const QString &text)
{
    return literal(text, [](char32_t c) { return u"\\u{"_s + hex(c, 1) + u'}'; });
}

/// In UTF-8, each byte beyond ASCII as three octal digits: a hexadecimal escape has no end. A question mark is escaped because of the
/// trigraphs of old compilers.
QString cpp(const QString &text)
{
    QString out(u'"');
    for (const char c : text.toUtf8()) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte >= 0x7f)
            out += u'\\' + QString::number(byte, 8).rightJustified(3, u'0');
        else if (c == '"' || c == '\\' || c == '?')
            out += QString(u'\\') + QLatin1Char(c);
        else
            out += QLatin1Char(c);
    }
    return out + u'"';
}

template<typename Literal>
QString listed(const QStringList &texts, Literal literalOf)
{
    QStringList literals;
    for (const auto &text : texts)
        literals.append(literalOf(text));
    return literals.join(u", "_s);
}

QString isoTime(const QDateTime &time) { return time.toUTC().toString(Qt::ISODateWithMs); }

QString seconds(wire::Seconds duration) { return QString::number(duration.count(), 'g', QLocale::FloatingPointShortest); }

} // namespace

QString pythonCode(const QString &address, const wire::NewTask &task)
{
    QStringList lines {u"from conduit_queue import Client, JsonText"_s,
                       QString(),
                       u"# A token is taken from CONDUIT_TOKEN."_s,
                       u"with Client(%1) as client:"_s.arg(python(address)),
                       u"    task = client.enqueue("_s,
                       u"        "_s + python(task.taskType) + u',',
                       u"        JsonText("_s + python(QString::fromUtf8(task.payload)) + u"),"_s};
    const auto add = [&](const QString &name, const QString &value) { lines += u"        "_s + name + u'=' + value + u','; };
    if (!task.queue.isEmpty())
        add(u"queue"_s, python(task.queue));
    if (task.priority)
        add(u"priority"_s, QString::number(*task.priority));
    if (task.runAt.isValid())
        add(u"run_at"_s, python(isoTime(task.runAt)));
    if (task.delay)
        add(u"delay"_s, seconds(*task.delay));
    if (task.maxAttempts)
        add(u"max_attempts"_s, QString::number(*task.maxAttempts));
    if (!task.tags.isEmpty())
        add(u"tags"_s, u'[' + listed(task.tags, python) + u']');
    lines += {u"    )"_s, u"    print(task.id)"_s, QString()};
    return lines.join(u'\n');
}

QString typescriptCode(const QString &address, const wire::NewTask &task)
{
    QStringList options;
    const auto add = [&](const QString &name, const QString &value) { options += name + u": "_s + value; };
    if (!task.queue.isEmpty())
        add(u"queue"_s, typescript(task.queue));
    if (task.priority)
        add(u"priority"_s, QString::number(*task.priority));
    if (task.runAt.isValid())
        add(u"run_at"_s, typescript(isoTime(task.runAt)));
    if (task.delay)
        add(u"delay"_s, seconds(*task.delay));
    if (task.maxAttempts)
        add(u"max_attempts"_s, QString::number(*task.maxAttempts));
    if (!task.tags.isEmpty())
        add(u"tags"_s, u'[' + listed(task.tags, typescript) + u']');
    QStringList lines {u"import { Client, rawJson } from \"conduit-client\";"_s,
                       QString(),
                       u"// A token is taken from CONDUIT_TOKEN."_s,
                       u"const client = new Client({ baseUrl: "_s + typescript(address) + u" });"_s,
                       u"const task = await client.enqueue("_s,
                       u"    "_s + typescript(task.taskType) + u',',
                       u"    rawJson("_s + typescript(QString::fromUtf8(task.payload)) + u"),"_s};
    if (!options.isEmpty())
        lines += u"    { "_s + options.join(u", "_s) + u" },"_s;
    lines += {u");"_s, u"console.log(task.id);"_s, QString()};
    return lines.join(u'\n');
}

QString rustCode(const QString &address, const wire::NewTask &task)
{
    const auto indent = u"        "_s;
    QStringList lines {u"use conduit_client::{Client, Json, NewTask};"_s,
                       QString(),
                       u"fn main() -> conduit_client::Result<()> {"_s,
                       u"    let mut client = Client::new("_s + rust(address) + u");"_s,
                       u"    if let Ok(token) = std::env::var(\"CONDUIT_TOKEN\") {"_s,
                       u"        client = client.token(token);"_s,
                       u"    }"_s,
                       u"    let payload = Json::from_text("_s + rust(QString::fromUtf8(task.payload)) + u")?;"_s,
                       u"    let task = client.enqueue(NewTask {"_s};
    const auto add = [&](const QString &name, const QString &value) {
        lines += indent + name + u": Some("_s + value + u"),"_s;
    };
    const auto owned = [](const QString &text) { return rust(text) + u".into()"_s; };
    if (!task.queue.isEmpty())
        add(u"queue"_s, owned(task.queue));
    if (task.priority)
        add(u"priority"_s, QString::number(*task.priority));
    if (task.runAt.isValid())
        add(u"run_at"_s, owned(isoTime(task.runAt)));
    if (task.delay)
        add(u"delay"_s, seconds(*task.delay) + u"_f64"_s);
    if (task.maxAttempts)
        add(u"max_attempts"_s, QString::number(*task.maxAttempts));
    if (!task.tags.isEmpty())
        add(u"tags"_s, u"vec!["_s + listed(task.tags, owned) + u']');
    lines += {indent + u"..NewTask::new("_s + rust(task.taskType) + u", payload)"_s,
              u"    })?;"_s,
              u"    println!(\"{}\", task.id);"_s,
              u"    Ok(())"_s,
              u"}"_s,
              QString()};
    return lines.join(u'\n');
}

QString cppCode(const QString &address, const wire::NewTask &task)
{
    const auto text = [](const QString &value) { return u"QString::fromUtf8("_s + cpp(value) + u')'; };
    QStringList lines {u"#include <conduit/repeating_transport.h>"_s,
                       QString(),
                       u"#include <QCoreApplication>"_s,
                       QString(),
                       u"#include <cstdio>"_s,
                       QString(),
                       u"using namespace conduit;"_s,
                       QString(),
                       u"int main(int argc, char **argv)"_s,
                       u"{"_s,
                       u"    QCoreApplication app(argc, argv);"_s,
                       u"    const auto once = client::transportTo(QUrl("_s + text(address)
                           + u"), qgetenv(\"CONDUIT_TOKEN\"));"_s,
                       u"    client::RepeatingTransport transport(*once);"_s,
                       u"    client::Client broker(transport);"_s,
                       QString(),
                       u"    wire::NewTask task;"_s,
                       u"    task.taskType = "_s + text(task.taskType) + u';',
                       u"    task.payload = "_s + cpp(QString::fromUtf8(task.payload)) + u';'};
    const auto add = [&](const QString &name, const QString &value) {
        lines += u"    task."_s + name + u" = "_s + value + u';';
    };
    if (!task.queue.isEmpty())
        add(u"queue"_s, text(task.queue));
    if (task.priority)
        add(u"priority"_s, QString::number(*task.priority));
    if (task.runAt.isValid())
        add(u"runAt"_s, u"QDateTime::fromString("_s + text(isoTime(task.runAt)) + u", Qt::ISODateWithMs)"_s);
    if (task.delay)
        add(u"delay"_s, u"wire::Seconds("_s + seconds(*task.delay) + u')');
    if (task.maxAttempts)
        add(u"maxAttempts"_s, QString::number(*task.maxAttempts));
    if (!task.tags.isEmpty())
        add(u"tags"_s, u'{' + listed(task.tags, text) + u'}');
    lines += {u"    broker.enqueue(task, &app, [](const client::Result<wire::Task> &enqueued) {"_s,
              u"        std::puts(qUtf8Printable(enqueued ? enqueued->id : enqueued.error().message));"_s,
              u"        QCoreApplication::exit(enqueued ? 0 : 1);"_s,
              u"    });"_s,
              u"    return QCoreApplication::exec();"_s,
              u"}"_s,
              QString()};
    return lines.join(u'\n');
}

} // namespace conduit::ui
