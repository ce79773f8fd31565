// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDialog>
#include <QList>

class QLineEdit;
class QListWidget;
class QSettings;
class QStackedWidget;
class QVBoxLayout;

namespace conduit::ui {

class LoginStart;
class SettingsGroup;

/// Gives the application the look that the settings have: theme, density, colours of states, times, size of
/// text, and tool bar.
void applyStoredLook(const QSettings &settings);

/// What a person has chosen about the console. Each choice takes effect at once and is remembered; the line below it says so, or when.
class SettingsDialog final : public QDialog
{
    Q_OBJECT
public:
    /// Of the window's pages, by which a window can start.
    struct Page
    {
        QString id;
        QString name;
    };
    /// `loginStart` may be null. Both outlive it.
    SettingsDialog(QSettings &settings, const QList<Page> &startPages, LoginStart *loginStart, QWidget *parent = nullptr);

    /// At the end of the list. Takes it over.
    void addGroup(SettingsGroup *group);
    /// Goes to one that was added; others change nothing.
    void showGroup(const SettingsGroup *group);
    /// Below the groups. Takes it over.
    void setFoot(QWidget *foot);
    [[nodiscard]] QLineEdit *search() const { return m_search; }
    [[nodiscard]] QListWidget *list() const { return m_list; }

private:
    void addGeneral();
    void addAppearance();
    void addTextSize(SettingsGroup &page);
    void addStart(const QList<Page> &startPages, LoginStart *loginStart);
    void addLoginStart(SettingsGroup &page, LoginStart *loginStart);
    void showMatching(const QString &text);

    QSettings &m_settings;
    QLineEdit *m_search;
    QListWidget *m_list;
    QStackedWidget *m_stack;
    QVBoxLayout *m_column;
    QList<const SettingsGroup *> m_groups;
};

} // namespace conduit::ui
