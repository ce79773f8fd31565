// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>
#include <QStringList>

class QSettings;

namespace conduit::ui {

/// Which questions come before an act, on one broker. Acts on many tasks that can be undone are asked about until somebody does not want
/// that any more; for each verb that is a setting of its own. Acts that cannot be undone are always asked about, and on a production
/// broker everything is.
class Confirmations final
{
public:
    /// The settings outlive it. `production` is the name of the broker when it is a production one, else empty.
    explicit Confirmations(QSettings &settings, const QString &production = {});

    /// The verbs whose question can be switched off, each as operations name it.
    [[nodiscard]] static const QStringList &verbs();

    /// Whether somebody has to be asked before many tasks are changed so.
    [[nodiscard]] bool asks(const QString &verb) const;
    /// Whether the question may offer to be the last one.
    [[nodiscard]] bool canSilence(const QString &verb) const;
    /// Kept, for all brokers.
    void setAsks(const QString &verb, bool isAsked);
    /// The verbs that are not asked about any more.
    [[nodiscard]] QStringList silenced() const;
    /// Everything is asked about again.
    void reset();

    /// What somebody has to type before something that cannot be undone is done to so many tasks; empty: nothing.
    [[nodiscard]] QString toType(qint64 tasks) const;
    /// The same before a thing is deleted that has a name, and that so many tasks belong to: its name, or nothing.
    [[nodiscard]] QString toType(qint64 tasks, const QString &name) const;

private:
    QSettings *m_settings;
    QString m_production;
};

} // namespace conduit::ui
