// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QWidget>

class QPushButton;

namespace conduit::ui {

class ElidingLabel;

/// How far a search has come that looks at tasks one by one, with a way to stop it or to go on. Hidden while nothing is searched for.
class SearchBar final : public QWidget
{
    Q_OBJECT
public:
    explicit SearchBar(QWidget *parent = nullptr);

    /// An empty text hides it.
    void showProgress(const QString &text, bool isSearching, const QString &goOn);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton *button() const { return m_button; }

Q_SIGNALS:
    void stopRequested();
    void goOnRequested();

private:
    ElidingLabel *m_text;
    QPushButton *m_button;
    bool m_isSearching = false;
};

} // namespace conduit::ui
