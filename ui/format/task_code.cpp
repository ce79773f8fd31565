// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/task_code.h"

#include "ui/format/backoff_words.h"

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

QString jsonOf(const wire::Backoff &backoff) { return QString::fromUtf8(backoffJson(backoff)); }

/// How a language writes the values of options.
struct Dialect
{
    QString (*text)(const QString &);
    QString (*time)(const QDateTime &);
    QString (*seconds)(wire::Seconds);
    QString (*texts)(const QStringList &);
    QString (*backoff)(const wire::Backoff &);
};

/// Gives `add` each option that the task has: its name on the wire and its value as that language writes it.
template<typename Add>
void addOptions(const wire::NewTask &task, const Dialect &dialect, Add add)
{
    if (!task.queue.isEmpty())
        add(u"queue"_s, dialect.text(task.queue));
    if (task.priority)
        add(u"priority"_s, QString::number(*task.priority));
    if (task.runAt.isValid())
        add(u"run_at"_s, dialect.time(task.runAt));
    if (task.delay)
        add(u"delay"_s, dialect.seconds(*task.delay));
    if (task.maxAttempts)
        add(u"max_attempts"_s, QString::number(*task.maxAttempts));
    if (task.retryFor)
        add(u"retry_for"_s, dialect.seconds(*task.retryFor));
    if (task.backoff)
        add(u"backoff"_s, dialect.backoff(*task.backoff));
    if (task.timeout)
        add(u"timeout"_s, dialect.seconds(*task.timeout));
    if (task.expiresAt.isValid())
        add(u"expires_at"_s, dialect.time(task.expiresAt));
    if (!task.uniqueKey.isEmpty())
        add(u"unique_key"_s, dialect.text(task.uniqueKey));
    if (!task.serialKey.isEmpty())
        add(u"serial_key"_s, dialect.text(task.serialKey));
    if (!task.tags.isEmpty())
        add(u"tags"_s, dialect.texts(task.tags));
}

// JSON without true, false and null is Python as well, and TypeScript.
constexpr Dialect kPython {.text = python,
                           .time = [](const QDateTime &time) { return python(isoTime(time)); },
                           .seconds = seconds,
                           .texts = [](const QStringList &texts) { return QString(u'[' + listed(texts, python) + u']'); },
                           .backoff = jsonOf};

constexpr Dialect kTypescript {
    .text = typescript,
    .time = [](const QDateTime &time) { return typescript(isoTime(time)); },
    .seconds = seconds,
    .texts = [](const QStringList &texts) { return QString(u'[' + listed(texts, typescript) + u']'); },
    .backoff = jsonOf};

QString ownedInRust(const QString &text) { return rust(text) + u".into()"_s; }

constexpr Dialect kRust {
    .text = ownedInRust,
    .time = [](const QDateTime &time) { return ownedInRust(isoTime(time)); },
    .seconds = [](wire::Seconds duration) { return QString(seconds(duration) + u"_f64"_s); },
    .texts = [](const QStringList &texts) { return QString(u"vec!["_s + listed(texts, ownedInRust) + u']'); },
    .backoff = [](const wire::Backoff &backoff) { return QString(u"conduit_client::json!("_s + jsonOf(backoff) + u')'); }};

QString textInCpp(const QString &text) { return u"QString::fromUtf8("_s + cpp(text) + u')'; }

QString timeInCpp(const QDateTime &time)
{
    return u"QDateTime::fromString("_s + textInCpp(isoTime(time)) + u", Qt::ISODateWithMs)"_s;
}

QString secondsInCpp(wire::Seconds duration) { return u"wire::Seconds("_s + seconds(duration) + u')'; }

QString backoffInCpp(const wire::Backoff &backoff)
{
    QStringList members {u".kind = "_s + textInCpp(backoff.kind)};
    if (backoff.base)
        members += u".base = "_s + secondsInCpp(*backoff.base);
    if (backoff.factor)
        members += u".factor = "_s + seconds(wire::Seconds(*backoff.factor));
    if (backoff.cap)
        members += u".cap = "_s + secondsInCpp(*backoff.cap);
    QStringList delays;
    for (const auto delay : backoff.delays)
        delays += secondsInCpp(delay);
    if (!delays.isEmpty())
        members += u".delays = {"_s + delays.join(u", "_s) + u'}';
    if (backoff.jitter)
        members += u".jitter = "_s + seconds(wire::Seconds(*backoff.jitter));
    return u"wire::Backoff {"_s + members.join(u", "_s) + u'}';
}

constexpr Dialect kCpp {.text = textInCpp,
                        .time = timeInCpp,
                        .seconds = secondsInCpp,
                        .texts = [](const QStringList &texts) { return QString(u'{' + listed(texts, textInCpp) + u'}'); },
                        .backoff = backoffInCpp};

/// `max_attempts` → `maxAttempts`.
QString camelCase(const QString &name)
{
    auto words = name.split(u'_');
    for (auto word = words.begin() + 1; word != words.end(); ++word)
        word->front() = word->front().toUpper();
    return words.join(QString());
}

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
    addOptions(task, kPython,
               [&](const QString &name, const QString &value) { lines += u"        "_s + name + u'=' + value + u','; });
    lines += {u"    )"_s, u"    print(task.id)"_s, QString()};
    return lines.join(u'\n');
}

QString typescriptCode(const QString &address, const wire::NewTask &task)
{
    QStringList options;
    addOptions(task, kTypescript, [&](const QString &name, const QString &value) { options += name + u": "_s + value; });
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
    addOptions(task, kRust,
               [&](const QString &name, const QString &value) { lines += indent + name + u": Some("_s + value + u"),"_s; });
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
                       u"    const auto once = client::transportTo(QUrl("_s + textInCpp(address)
                           + u"), qgetenv(\"CONDUIT_TOKEN\"));"_s,
                       u"    client::RepeatingTransport transport(*once);"_s,
                       u"    client::Client broker(transport);"_s,
                       QString(),
                       u"    wire::NewTask task;"_s,
                       u"    task.taskType = "_s + textInCpp(task.taskType) + u';',
                       u"    task.payload = "_s + cpp(QString::fromUtf8(task.payload)) + u';'};
    addOptions(task, kCpp, [&](const QString &name, const QString &value) {
        lines += u"    task."_s + camelCase(name) + u" = "_s + value + u';';
    });
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
