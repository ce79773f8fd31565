// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QTranslator>

namespace conduit::test {

/// A language that nobody speaks, accented and two fifths longer than English: what was never translated, and what has no room to grow,
/// is seen at a glance. Qt's own words stay English.
class PseudoLanguage final : public QTranslator
{
public:
    PseudoLanguage();

    [[nodiscard]] QString translate(const char *context, const char *source, const char *disambiguation, int n) const override;
    [[nodiscard]] bool isEmpty() const override { return false; }

    /// Place-holders and mnemonics stay as they are.
    [[nodiscard]] static QString pseudo(const QString &text);
    /// Whether `text` has letters, none of which is from this language.
    [[nodiscard]] static bool isForeign(const QString &text);

private:
    QTranslator m_english; ///< For the plural forms.
};

} // namespace conduit::test
