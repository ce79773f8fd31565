// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/pseudo_language.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

const QString kPlain = u"aceiknorsuyzACEIKNORSUYZ"_s;
const QString kAccented = u"áçéíķñóŕšúýžÁÇÉÍĶÑÓŔŠÚÝŽ"_s;
const QString kMore = u" ẋẋẋẋ"_s;

} // namespace

PseudoLanguage::PseudoLanguage()
{
    const bool isThere = m_english.load(u":/i18n/conduit_en"_s);
    Q_ASSERT(isThere);
}

QString PseudoLanguage::translate(const char *context, const char *source, const char *disambiguation, int n) const
{
    if (context[0] == 'Q')
        return {};
    const QString english = m_english.translate(context, source, disambiguation, n);
    return pseudo(english.isEmpty() ? QString::fromUtf8(source) : english);
}

QString PseudoLanguage::pseudo(const QString &text)
{
    QString changed;
    bool isPlace = false;
    for (const QChar c : text) {
        const auto letter = isPlace ? -1 : kPlain.indexOf(c);
        changed += letter < 0 ? c : kAccented.at(letter);
        isPlace = c == u'%' || (isPlace && c == u'L');
    }
    for (qsizetype added = 0; added * 5 < text.size() * 2; added += kMore.size())
        changed += kMore;
    return changed;
}

bool PseudoLanguage::isForeign(const QString &text)
{
    const auto isLetter = [](QChar c) { return c.isLetter(); };
    const auto isOurs = [](QChar c) { return kAccented.contains(c) || kMore.contains(c); };
    return std::any_of(text.begin(), text.end(), isLetter) && std::none_of(text.begin(), text.end(), isOurs);
}

} // namespace conduit::test
