// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/error_signature.h"

#include "broker/core/task.h"

#include <QStringView>

#include <algorithm>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

/// More of an error is not looked at: what follows is a stack or a dump.
constexpr qsizetype kCharactersReadMax = 2'000;
constexpr qsizetype kHexDigitsMin = 8; ///< Shorter ones may be words: "bad", "face".

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }
bool isHex(QChar c) { return isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F'); }
bool isQuote(QChar c) { return c == u'"' || c == u'\'' || c == u'`'; }
bool isWord(QChar c) { return c.isLetterOrNumber() || c == u'_'; }

/// What ends a token: white space, and marks that stand around what they enclose.
bool endsToken(QChar c) { return c.isSpace() || isQuote(c) || u"()[]{}<>,;="_s.contains(c); }

/// Trailing marks of the sentence, which are no part of a path or a number.
qsizetype withoutTail(QStringView token)
{
    qsizetype size = token.size();
    while (size > 0 && u".:!?"_s.contains(token.at(size - 1)))
        --size;
    return size;
}

bool isUrl(QStringView token) { return token.contains(u"://"_s); }

/// `/a/b`, `./a/b`, `C:\a`, `a/b.txt`; not `and/or` and not `/` alone.
bool isPath(QStringView token)
{
    if (token.size() < 3)
        return false;
    if (token.at(1) == u':' && (token.at(2) == u'\\' || token.at(2) == u'/'))
        return true;
    const auto slashes = std::count(token.begin(), token.end(), QChar(u'/'));
    const bool isRooted =
        token.startsWith(u'/') || token.startsWith(u"./"_s) || token.startsWith(u"../"_s) || token.startsWith(u"~/"_s);
    return (isRooted && slashes >= 1) || slashes >= 2 || (slashes == 1 && token.contains(u'.'));
}

/// A UUID, or a long hexadecimal number that has a digit.
bool isId(QStringView token)
{
    qsizetype digits = 0;
    bool hasNumber = false;
    for (const QChar c : token) {
        if (isHex(c))
            ++digits;
        else if (c != u'-')
            return false;
        hasNumber = hasNumber || isDigit(c);
    }
    const bool hasLetter = std::any_of(token.begin(), token.end(), [](QChar c) { return c.isLetter(); });
    return hasNumber && digits >= kHexDigitsMin && (hasLetter || token.contains(u'-'));
}

class SignatureWriter
{
public:
    explicit SignatureWriter(QStringView text) : m_text(text) { }

    QString write()
    {
        while (m_at < m_text.size() && m_out.size() <= kSignatureCharactersMax)
            step();
        return cutText(m_out.trimmed(), kSignatureCharactersMax);
    }

private:
    void step()
    {
        const QChar c = m_text.at(m_at);
        const bool isInsideWord = m_at > 0 && isWord(m_text.at(m_at - 1));
        if (c.isSpace())
            space();
        else if (isQuote(c) && !isInsideWord && closing() > 0)
            quoted();
        else if (c == u'<' && placeholder() > 0)
            take(placeholder());
        else if (endsToken(c))
            take(1);
        else
            token();
    }

    void take(qsizetype count)
    {
        m_out += m_text.sliced(m_at, count);
        m_at += count;
    }
    void replace(qsizetype count, const QString &by)
    {
        m_out += by;
        m_at += count;
    }

    void space()
    {
        if (!m_out.isEmpty() && !m_out.endsWith(u' '))
            m_out += u' ';
        ++m_at;
    }

    /// How far the quote that begins here goes, with both its marks; 0 when it is not closed.
    [[nodiscard]] qsizetype closing() const
    {
        const qsizetype end = m_text.indexOf(m_text.at(m_at), m_at + 1);
        return end < 0 ? 0 : end - m_at + 1;
    }
    void quoted()
    {
        const qsizetype size = closing();
        replace(size, size > 2 ? u"\"…\""_s : u"\"\""_s);
    }

    /// The length of one of our own replacements, which stays what it is.
    [[nodiscard]] qsizetype placeholder() const
    {
        for (const QString &ours : {u"<n>"_s, u"<id>"_s, u"<path>"_s, u"<url>"_s})
            if (m_text.sliced(m_at).startsWith(ours))
                return ours.size();
        return 0;
    }

    void token()
    {
        qsizetype end = m_at;
        while (end < m_text.size() && !endsToken(m_text.at(end)))
            ++end;
        if (isUrl(m_text.sliced(m_at, end - m_at))) // What it asks for may hold marks.
            while (end < m_text.size() && !m_text.at(end).isSpace() && !isQuote(m_text.at(end)) && m_text.at(end) != u'>')
                ++end;
        const QStringView whole = m_text.sliced(m_at, end - m_at);
        const qsizetype size = withoutTail(whole);
        const QStringView token = whole.first(size);
        if (isUrl(token))
            replace(size, u"<url>"_s);
        else if (isPath(token))
            replace(size, u"<path>"_s);
        else if (isId(token))
            replace(size, u"<id>"_s);
        else
            numbers(size);
        take(end - m_at);
    }

    /// Numbers inside of a token: `port:8080`, `3.5s`, `0x1f`, `worker-7`, but not the 8 of `utf8`.
    void numbers(qsizetype size)
    {
        const qsizetype end = m_at + size;
        while (m_at < end) {
            const bool isNumber = isDigit(m_text.at(m_at)) && (m_at == 0 || !isWord(m_text.at(m_at - 1)));
            if (!isNumber) {
                take(1);
                continue;
            }
            qsizetype stop = m_at + 1;
            const bool isHexadecimal =
                m_text.at(m_at) == u'0' && stop < end && (m_text.at(stop) == u'x' || m_text.at(stop) == u'X');
            if (isHexadecimal)
                ++stop;
            while (stop < end
                   && (isDigit(m_text.at(stop)) || (isHexadecimal && isHex(m_text.at(stop)))
                       || (m_text.at(stop) == u'.' && stop + 1 < end && isDigit(m_text.at(stop + 1)))))
                ++stop;
            replace(stop - m_at, u"<n>"_s);
        }
    }

    QStringView m_text;
    qsizetype m_at = 0;
    QString m_out;
};

} // namespace

QString signatureOf(const QString &error)
{
    const QStringView text = QStringView(error).trimmed();
    const auto lineEnd = std::find_if(text.begin(), text.end(), [](QChar c) { return c == u'\n' || c == u'\r'; });
    const auto size = std::min<qsizetype>(lineEnd - text.begin(), kCharactersReadMax);
    return SignatureWriter(text.first(size)).write();
}

} // namespace conduit::broker
