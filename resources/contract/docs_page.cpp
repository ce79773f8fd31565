// SPDX-License-Identifier: GPL-3.0-only
#include "resources/contract/docs_page.h"

#include <QRegularExpression>
#include <QStringList>

namespace conduit::contract {

using namespace Qt::StringLiterals;

namespace {

const QString kStyle =
    u"body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1f2328;background:#fff}"
    "h2{margin-top:3rem;border-bottom:1px solid #d0d7de}h3{margin-top:2rem}nav{columns:2}nav a{display:block}"
    "a{color:#0969da;text-decoration:none}a:hover{text-decoration:underline}"
    "code,pre{font:13px/1.45 ui-monospace,monospace;background:#f3f4f6;border-radius:4px}code{padding:.1em .3em}"
    "pre{padding:.7rem;overflow:auto}table{border-collapse:collapse;width:100%;margin:.5rem 0}"
    "td,th{border-top:1px solid #d0d7de;padding:.3rem .6rem;text-align:left;vertical-align:top}"
    "@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}code,pre{background:#21262d}"
    "h2,td,th{border-color:#30363d}a{color:#58a6ff}}"_s;

QString escaped(const QString &text) { return text.toHtmlEscaped(); }

QString textOf(const json::Value &value, QStringView member)
{
    const auto text = value.member(member);
    return text ? text->toString().value_or(QString()) : QString();
}

/// `code` and plain text.
QString inlined(const QString &text)
{
    static const QRegularExpression code(u"`([^`]+)`"_s);
    return escaped(text).replace(code, u"<code>\\1</code>"_s);
}

/// Paragraphs, and lists of lines that begin with a dash; a line that is no beginning continues the one before.
QString blocks(const QString &text)
{
    QString html;
    bool isList = false;
    const auto paragraphs = text.split(u"\n\n"_s, Qt::SkipEmptyParts);
    for (const QString &paragraph : paragraphs) {
        isList = paragraph.startsWith(u"- ");
        if (!isList) {
            html += u"<p>%1</p>\n"_s.arg(inlined(paragraph.trimmed()));
            continue;
        }
        const auto items = paragraph.sliced(2).split(u"\n- "_s);
        html += u"<ul>"_s;
        for (const QString &item : items)
            html += u"<li>%1</li>"_s.arg(inlined(item.simplified()));
        html += u"</ul>\n"_s;
    }
    return html;
}

QString anchorOf(const QString &name)
{
    static const QRegularExpression others(u"[^A-Za-z0-9]+"_s);
    return QString(name).replace(others, u"-"_s);
}

class Page
{
public:
    explicit Page(const json::Value &contract) : m_contract(contract) { }

    QString text() const;

private:
    QString endpoints() const;
    QString endpoint(const QString &method, const QString &path, const json::Value &operation) const;
    QString parameters(const json::Value &operation) const;
    QString body(const json::Value &operation) const;
    QString answers(const json::Value &operation) const;
    QString schemas() const;
    QString members(const json::Value &schema) const;
    /// What a value may be, in few words, with links.
    QString kindOf(const json::Value &schema) const;
    /// Follows `$ref`.
    json::Value resolved(const json::Value &value) const;

    template<typename Visit>
    void eachOperation(Visit visit) const;

    json::Value m_contract;
};

template<typename Visit>
void Page::eachOperation(Visit visit) const
{
    const auto paths = m_contract.member(u"paths");
    if (!paths)
        return;
    const auto members = paths->members();
    for (const auto &path : members) {
        const auto methods = path.value.members();
        for (const auto &method : methods)
            visit(method.name.toUpper(), path.name, method.value);
    }
}

json::Value Page::resolved(const json::Value &value) const
{
    const QString reference = textOf(value, u"$ref");
    if (reference.isEmpty())
        return value;
    json::Value found = m_contract;
    const auto pieces = reference.sliced(2).split(u'/');
    for (const QString &piece : pieces) {
        const auto next = found.member(piece);
        if (!next)
            return value;
        found = *next;
    }
    return found;
}

QString Page::kindOf(const json::Value &schema) const
{
    if (const QString reference = textOf(schema, u"$ref"); !reference.isEmpty()) {
        const QString name = reference.section(u'/', -1);
        return u"<a href=\"#schema-%1\">%1</a>"_s.arg(escaped(name));
    }
    for (const auto &combination : {u"oneOf"_s, u"anyOf"_s, u"allOf"_s}) {
        const auto parts = schema.member(combination);
        if (!parts)
            continue;
        QStringList kinds;
        const auto elements = parts->elements();
        for (const json::Value &element : elements)
            kinds.append(kindOf(element));
        return kinds.join(combination == u"allOf" ? u" and "_s : u" or "_s);
    }
    QString kind = escaped(textOf(schema, u"type"));
    if (const auto items = schema.member(u"items"))
        kind = u"array of "_s + kindOf(*items);
    if (const auto words = schema.member(u"enum")) {
        QStringList texts;
        const auto elements = words->elements();
        for (const json::Value &word : elements)
            texts.append(u"<code>%1</code>"_s.arg(escaped(word.toString().value_or(QString::fromUtf8(word.text())))));
        kind = texts.join(u", "_s);
    }
    static const QStringList limits {u"minimum"_s,  u"maximum"_s,  u"minLength"_s, u"maxLength"_s,
                                     u"minItems"_s, u"maxItems"_s, u"default"_s};
    for (const QString &limit : limits) {
        if (const auto value = schema.member(limit))
            kind += u", %1 %2"_s.arg(limit, escaped(QString::fromUtf8(value->text())));
    }
    if (const auto isNullable = schema.member(u"nullable"); isNullable && isNullable->toBool().value_or(false))
        kind += u" or null"_s;
    return kind.isEmpty() ? u"anything"_s : kind;
}

QString Page::members(const json::Value &schema) const
{
    QString rows;
    const auto parts = schema.member(u"allOf");
    const auto elements = parts ? parts->elements() : QList<json::Value>();
    for (const json::Value &part : elements) {
        if (!part.member(u"$ref"))
            rows += members(part);
    }
    QStringList required;
    if (const auto names = schema.member(u"required")) {
        const auto all = names->elements();
        for (const json::Value &name : all)
            required.append(name.toString().value_or(QString()));
    }
    const auto properties = schema.member(u"properties");
    const auto all = properties ? properties->members() : QList<json::Value::Member>();
    for (const auto &property : all) {
        rows += u"<tr><td><code>%1</code>%2</td><td>%3</td><td>%4</td></tr>\n"_s.arg(
            escaped(property.name), required.contains(property.name) ? u" (required)"_s : QString(), kindOf(property.value),
            inlined(textOf(property.value, u"description")));
    }
    return rows;
}

QString Page::parameters(const json::Value &operation) const
{
    const auto list = operation.member(u"parameters");
    if (!list)
        return {};
    QString rows;
    const auto elements = list->elements();
    for (const json::Value &element : elements) {
        const json::Value parameter = resolved(element);
        const auto schema = parameter.member(u"schema");
        rows += u"<tr><td><code>%1</code> (%2)</td><td>%3</td><td>%4</td></tr>\n"_s.arg(
            escaped(textOf(parameter, u"name")), escaped(textOf(parameter, u"in")), schema ? kindOf(*schema) : QString(),
            inlined(textOf(parameter, u"description")));
    }
    return u"<table><tr><th>Parameter</th><th>Takes</th><th></th></tr>\n%1</table>\n"_s.arg(rows);
}

/// The schema that `content` gives for JSON.
std::optional<json::Value> schemaIn(const json::Value &holder)
{
    const auto content = holder.member(u"content");
    const auto json = content ? content->member(u"application/json") : std::nullopt;
    return json ? json->member(u"schema") : std::nullopt;
}

QString Page::body(const json::Value &operation) const
{
    const auto request = operation.member(u"requestBody");
    const auto schema = request ? schemaIn(resolved(*request)) : std::nullopt;
    if (!schema)
        return {};
    if (!textOf(*schema, u"$ref").isEmpty())
        return u"<p>Body: %1</p>\n"_s.arg(kindOf(*schema));
    return u"<table><tr><th>Member of the body</th><th>Takes</th><th></th></tr>\n%1</table>\n"_s.arg(members(*schema));
}

QString Page::answers(const json::Value &operation) const
{
    const auto responses = operation.member(u"responses");
    if (!responses)
        return {};
    QString rows;
    const auto all = responses->members();
    for (const auto &response : all) {
        const json::Value answer = resolved(response.value);
        const auto schema = schemaIn(answer);
        rows += u"<tr><td>%1</td><td>%2</td><td>%3</td></tr>\n"_s.arg(
            escaped(response.name), schema ? kindOf(*schema) : QString(), inlined(textOf(answer, u"description")));
    }
    return u"<table><tr><th>Answer</th><th>Body</th><th></th></tr>\n%1</table>\n"_s.arg(rows);
}

QString Page::endpoint(const QString &method, const QString &path, const json::Value &operation) const
{
    return u"<h3 id=\"%1\"><code>%2 %3</code></h3>\n<p><b>%4</b></p>\n%5%6%7%8"_s.arg(
        anchorOf(method + path), method, escaped(path), inlined(textOf(operation, u"summary")),
        blocks(textOf(operation, u"description")), parameters(operation), body(operation), answers(operation));
}

QString Page::endpoints() const
{
    QString html;
    eachOperation([&](const QString &method, const QString &path, const json::Value &operation) {
        html += endpoint(method, path, operation);
    });
    return html;
}

QString Page::schemas() const
{
    const auto components = m_contract.member(u"components");
    const auto schemas = components ? components->member(u"schemas") : std::nullopt;
    if (!schemas)
        return {};
    QString html;
    const auto all = schemas->members();
    for (const auto &schema : all) {
        html += u"<h3 id=\"schema-%1\">%1</h3>\n%2"_s.arg(escaped(schema.name), blocks(textOf(schema.value, u"description")));
        const QString rows = members(schema.value);
        html += rows.isEmpty() ? u"<p>%1</p>\n"_s.arg(kindOf(schema.value))
                               : u"<table><tr><th>Member</th><th>Is</th><th></th></tr>\n%1</table>\n"_s.arg(rows);
    }
    return html;
}

QString Page::text() const
{
    const auto info = m_contract.member(u"info");
    const QString title = info ? textOf(*info, u"title") : QString();
    QString links;
    eachOperation([&](const QString &method, const QString &path, const json::Value &operation) {
        links += u"<a href=\"#%1\"><code>%2 %3</code> %4</a>\n"_s.arg(anchorOf(method + path), method, escaped(path),
                                                                      inlined(textOf(operation, u"summary")));
    });
    return u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><title>%1</title>"
           "<meta name=\"viewport\" content=\"width=device-width\"/><style>%2</style></head><body>\n"
           "<h1>%1 %3</h1>\n%4<p>For programs: <a href=\"/openapi.json\">/openapi.json</a>.</p>\n<nav>\n%5</nav>\n"
           "<h2>Requests</h2>\n%6<h2>Values</h2>\n%7</body></html>\n"_s.arg(
               escaped(title), kStyle, info ? escaped(textOf(*info, u"version")) : QString(),
               info ? blocks(textOf(*info, u"description")) : QString(), links, endpoints(), schemas());
}

} // namespace

QByteArray docsPage(const json::Value &contract) { return Page(contract).text().toUtf8(); }

} // namespace conduit::contract
