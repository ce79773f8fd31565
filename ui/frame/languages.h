// SPDX-License-Identifier: GPL-3.0-only
#pragma once

class QSettings;

namespace conduit::ui {

/// The languages that the console speaks. System: the desktop's if the console speaks it, else English.
enum class Language { System, English, German };

[[nodiscard]] Language storedLanguage(const QSettings &settings);
/// What the settings have; before the first window is made.
void applyStoredLanguage(const QSettings &settings);
void chooseLanguage(QSettings &settings, Language language);

/// Texts and numbers from now on. Widgets that are there get a QEvent::LanguageChange; what they show already stays as it is.
void applyLanguage(Language language);

} // namespace conduit::ui
