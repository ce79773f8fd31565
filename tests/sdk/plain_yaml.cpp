// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/plain_yaml.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

struct Line
{
    int number = 0;
    qsizetype indent = 0;
    QString text; ///< Without its indent.
};

class PlainYaml
{
public:
    explicit PlainYaml(const QString &text)
    {
        int number = 0;
        for (const QString &line : text.split(u'\n')) {
            ++number;
            qsizetype indent = 0;
            while (indent < line.size() && line[indent] == u' ')
                ++indent;
            m_lines.append({number, indent, line.sliced(indent)});
        }
        skipNothings();
    }

    Result<QJsonObject, QString> read()
    {
        const QJsonValue root = block(0);
        if (m_fault.isEmpty() && m_at < m_lines.size())
            refuse(u"is indented as nothing before it"_s);
        if (m_fault.isEmpty() && !root.isObject())
            refuse(u"is no member of a map"_s);
        if (!m_fault.isEmpty())
            return m_fault;
        return root.toObject();
    }

private:
    [[nodiscard]] bool isAt(qsizetype indent) const
    {
        return m_fault.isEmpty() && m_at < m_lines.size() && m_lines[m_at].indent == indent;
    }

    void skipNothings()
    {
        while (m_at < m_lines.size() && (m_lines[m_at].text.isEmpty() || m_lines[m_at].text.startsWith(u'#')))
            ++m_at;
    }

    void advance()
    {
        ++m_at;
        skipNothings();
    }

    QJsonValue refuse(const QString &why)
    {
        if (m_fault.isEmpty())
            m_fault = u"line %1 %2"_s.arg(m_at < m_lines.size() ? m_lines[m_at].number : m_lines.last().number).arg(why);
        return {};
    }

    QJsonValue block(qsizetype indent)
    {
        if (!isAt(indent))
            return refuse(u"should be indented by %1"_s.arg(indent));
        return m_lines[m_at].text.startsWith(u"- "_s) ? QJsonValue(list(indent)) : QJsonValue(map(indent));
    }

    QJsonArray list(qsizetype indent)
    {
        QJsonArray items;
        while (isAt(indent) && m_lines[m_at].text.startsWith(u"- "_s)) {
            const QString rest = m_lines[m_at].text.sliced(2);
            if (m_entry.match(rest).hasMatch()) {
                // A map whose first member stands behind the dash: as if that stood on a line of its own.
                m_lines[m_at] = {m_lines[m_at].number, indent + 2, rest};
                items.append(map(indent + 2));
            } else {
                items.append(scalar(rest));
                advance();
            }
        }
        return items;
    }

    QJsonObject map(qsizetype indent)
    {
        QJsonObject members;
        while (isAt(indent)) {
            const auto match = m_entry.match(m_lines[m_at].text);
            const QString name = match.captured(u"quoted"_s) + match.captured(u"plain"_s);
            if (!match.hasMatch() || members.contains(name)) {
                refuse(u"is no new member of a map"_s);
                break;
            }
            members.insert(name, valueOf(match.captured(u"value"_s), indent));
        }
        return members;
    }

    QJsonValue valueOf(const QString &rest, qsizetype indent)
    {
        if (rest == u"|")
            return literal(indent);
        if (!rest.isEmpty()) {
            const QJsonValue value = scalar(rest);
            advance();
            return value;
        }
        advance();
        return block(indent + 2);
    }

    QJsonValue literal(qsizetype indent)
    {
        QString text;
        for (++m_at; m_at < m_lines.size() && (m_lines[m_at].indent > indent || m_lines[m_at].text.isEmpty()); ++m_at)
            text += m_lines[m_at].text + u'\n';
        skipNothings();
        return text;
    }

    QJsonValue scalar(const QString &text)
    {
        static const QRegularExpression quoted(uR"re(^(?:'([^']*)'|"([^"\\]*)")$)re"_s);
        static const QRegularExpression number(uR"(^-?\d+(\.\d+)?$)"_s);
        // What other readers would take for something else: flow collections, anchors, comments, maps on one line.
        static const QRegularExpression strange(u"^[\\[\\]{}&*!|>'\"%@`,?]|: | #|:$"_s);
        if (text == u"null")
            return QJsonValue::Null;
        if (text == u"true" || text == u"false")
            return text == u"true";
        if (text == u"[]")
            return QJsonArray();
        if (text == u"{}")
            return QJsonObject();
        if (const auto match = quoted.match(text); match.hasMatch())
            return QString(match.captured(1) + match.captured(2));
        if (number.match(text).hasMatch())
            return text.toDouble();
        if (strange.match(text).hasMatch())
            return refuse(u"has a value that needs quotes or is not plain: %1"_s.arg(text));
        return text;
    }

    const QRegularExpression m_entry {uR"(^(?:'(?<quoted>[^']+)'|(?<plain>[\w$/{}.-]+)):(?: (?<value>.+))?$)"_s};
    QList<Line> m_lines;
    qsizetype m_at = 0;
    QString m_fault;
};

} // namespace

Result<QJsonObject, QString> readPlainYaml(const QString &text) { return PlainYaml(text).read(); }

} // namespace conduit::test
