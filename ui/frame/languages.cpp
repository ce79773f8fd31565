// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

#include <array>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kLanguageKey = "view/language"_L1;
constexpr auto kCatalogue = "conduit.catalogue"_L1;

/// In the settings' words.
constexpr std::array kLanguages {std::pair {Language::System, "system"_L1}, std::pair {Language::English, "en"_L1},
                                 std::pair {Language::German, "de"_L1}};

Language languageOfDesktop() { return QLocale::system().language() == QLocale::German ? Language::German : Language::English; }

/// The desktop knows best how people write numbers here, if it is about this language.
QLocale placeFor(Language language)
{
    if (language == Language::System || language == languageOfDesktop())
        return QLocale::system();
    return language == Language::German ? QLocale(QLocale::German, QLocale::Germany)
                                        : QLocale(QLocale::English, QLocale::UnitedKingdom);
}

/// The one that was installed last is asked first.
void install(const QString &name, const QString &folder)
{
    auto *catalogue = new QTranslator(qApp);
    catalogue->setObjectName(kCatalogue);
    if (catalogue->load(name, folder))
        QCoreApplication::installTranslator(catalogue);
    else
        delete catalogue;
}

/// A desktop without a place writes 1000000; people read 1,000,000.
QLocale localeFor(Language language)
{
    auto locale = placeFor(language);
    locale.setNumberOptions(locale.numberOptions() & ~QLocale::OmitGroupSeparator);
    return locale;
}

} // namespace

Language storedLanguage(const QSettings &settings)
{
    const QString stored = settings.value(kLanguageKey).toString();
    for (const auto &[language, word] : kLanguages)
        if (stored == word)
            return language;
    return Language::System;
}

void applyStoredLanguage(const QSettings &settings) { applyLanguage(storedLanguage(settings)); }

void chooseLanguage(QSettings &settings, Language language)
{
    for (const auto &[each, word] : kLanguages)
        if (each == language)
            settings.setValue(kLanguageKey, word);
    applyLanguage(language);
}

void applyLanguage(Language language)
{
    const QString ours = u":/i18n"_s;
    QLocale::setDefault(localeFor(language));
    qDeleteAll(qApp->findChildren<QTranslator *>(kCatalogue, Qt::FindDirectChildrenOnly));
    install(u"conduit_en"_s, ours); // the plural forms
    if (language != Language::German && (language != Language::System || languageOfDesktop() != Language::German))
        return;
    install(u"qt_de"_s, ours);
    install(u"qtbase_de"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)); // knows more, where there is one
    install(u"conduit_de"_s, ours);
}

} // namespace conduit::ui
