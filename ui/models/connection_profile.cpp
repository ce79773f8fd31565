// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/connection_profile.h"

#include <QSettings>
#include <QUrl>

#include <array>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kGroup = "connections"_L1;

constexpr std::array kEnvironments {"development"_L1, "staging"_L1, "production"_L1, "custom"_L1};
constexpr std::array kTokens {"none"_L1, "kept"_L1, "asked"_L1};

/// An unknown word, from a newer console or a torn file, becomes the first one.
template<typename Enum, std::size_t N>
Enum enumFrom(const std::array<QLatin1StringView, N> &words, const QString &word)
{
    for (std::size_t i = 0; i < N; ++i)
        if (word == words.at(i))
            return static_cast<Enum>(i);
    return static_cast<Enum>(0);
}

} // namespace

QString profileFault(const ConnectionProfile &profile)
{
    if (profile.name.trimmed().isEmpty())
        return ConnectionBook::tr("Give the connection a name.");
    const QUrl url(profile.address, QUrl::StrictMode);
    const bool isHttp = url.scheme() == u"http" || url.scheme() == u"https";
    if (!url.isValid() || !isHttp || url.host().isEmpty())
        return ConnectionBook::tr("Write the address like http://192.0.2.7:8080 or https://queue.example.org.");
    return {};
}

ConnectionBook::ConnectionBook(QSettings &settings, QObject *parent) : QObject(parent), m_settings(settings)
{
    const int count = m_settings.beginReadArray(kGroup);
    for (int i = 0; i < count; ++i) {
        m_settings.setArrayIndex(i);
        const auto text = [this](const char *key) { return m_settings.value(QString::fromLatin1(key)).toString(); };
        m_profiles.append({.name = text("name"),
                           .address = text("address"),
                           .environment = enumFrom<Environment>(kEnvironments, text("environment")),
                           .color = text("color"),
                           .token = enumFrom<ConnectionProfile::Token>(kTokens, text("token")),
                           .isReadOnly = m_settings.value(u"read_only"_s).toBool()});
    }
    m_settings.endArray();
}

void ConnectionBook::setProfiles(const QList<ConnectionProfile> &profiles)
{
    if (profiles == m_profiles)
        return;
    m_profiles = profiles;
    m_settings.remove(kGroup);
    m_settings.beginWriteArray(kGroup, static_cast<int>(profiles.size()));
    for (int i = 0; i < static_cast<int>(profiles.size()); ++i) {
        const ConnectionProfile &profile = profiles.at(i);
        m_settings.setArrayIndex(i);
        m_settings.setValue(u"name"_s, profile.name);
        m_settings.setValue(u"address"_s, profile.address);
        m_settings.setValue(u"environment"_s, kEnvironments.at(static_cast<std::size_t>(profile.environment)));
        m_settings.setValue(u"color"_s, profile.color);
        m_settings.setValue(u"token"_s, kTokens.at(static_cast<std::size_t>(profile.token)));
        m_settings.setValue(u"read_only"_s, profile.isReadOnly);
    }
    m_settings.endArray();
    Q_EMIT changed();
}

} // namespace conduit::ui
