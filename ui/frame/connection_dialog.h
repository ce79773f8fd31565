// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/connection_check.h"
#include "ui/models/connection_profile.h"

#include <conduit/result.h>

#include <QDialog>

#include <functional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace conduit::ui {

class TokenStore;

/// The brokers that somebody connects to: add, change, try, open. What is typed is kept at once, a name as soon as it is finished.
class ConnectionDialog final : public QDialog
{
    Q_OBJECT
public:
    ConnectionDialog(ConnectionBook &book, TokenStore &tokens, TransportMaker makeTransport, std::function<QDateTime()> now,
                     QWidget *parent = nullptr);
    ~ConnectionDialog() override;

    [[nodiscard]] QListWidget *list() const { return m_list; }
    /// What the trial found, or what is wrong with what was typed.
    [[nodiscard]] QString findings() const;

    /// Whoever leaves has finished what was typed.
    void done(int result) override;

Q_SIGNALS:
    void openRequested(const conduit::ui::ConnectionProfile &profile, bool inNewWindow);

private:
    void buildForm(QFormLayout &form);
    [[nodiscard]] QWidget *buildList();
    [[nodiscard]] QWidget *buildButtons();
    void fillList(int current);
    void showCurrent();
    void takeForm();
    void showName();
    void takeName();
    void keepToken();
    void showTokenPlace();
    void addProfile();
    void removeProfile();
    void test();
    void showLines(const QList<CheckLine> &lines);
    void showPossible();
    void openCurrent(bool inNewWindow);
    void startKeeping();
    void endKeeping(const Result<Unit, QString> &outcome, const QString &success);
    [[nodiscard]] int current() const;
    /// Why the connection in the form cannot be used, as it is typed there.
    [[nodiscard]] QString fault() const;
    [[nodiscard]] bool isTaken(const QString &name) const;

    ConnectionBook &m_book;
    TokenStore &m_tokens;
    ConnectionCheck m_check;
    QList<ConnectionProfile> m_profiles;
    bool m_isFilling = false;
    QString m_shownFault;
    int m_keeping = 0;            ///< Tokens on their way to where they are kept.
    std::function<void()> m_then; ///< What waits for them; may be empty.

    QListWidget *m_list = nullptr;
    QLabel *m_none = nullptr; ///< Stands in the list while it is empty.
    QPushButton *m_remove = nullptr;
    QWidget *m_formSide = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_address = nullptr;
    QComboBox *m_tokenPlace = nullptr;
    QLineEdit *m_token = nullptr;
    QComboBox *m_environment = nullptr;
    QComboBox *m_color = nullptr;
    QCheckBox *m_readOnly = nullptr;
    QPushButton *m_test = nullptr;
    QLabel *m_result = nullptr;
    QPushButton *m_openNew = nullptr;
    QPushButton *m_open = nullptr;
};

} // namespace conduit::ui
