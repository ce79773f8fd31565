// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/glyphs.h"

#include <QObject>

#include <chrono>

class QHBoxLayout;
class QLabel;
class QStatusBar;
class QToolButton;
class QWidget;

namespace conduit::ui {

class ElidingLabel;
class ConnectionFeed;
class StateLabel;

/// What the status bar says about the broker: whether it answers and how fast, its address and version, how many tasks it has, and
/// how old all of that is.
class StatusLine final : public QObject
{
    Q_OBJECT
public:
    explicit StatusLine(QStatusBar &bar);

    void setLamp(Glyph glyph, Tone tone, const QString &text);
    void setAddress(const QString &address);
    [[nodiscard]] QString address() const;
    void copyAddress();
    void showCounts(const ConnectionFeed &connection);
    /// How far the broker's clock is ahead of this machine's, when that is worth a word; else zero.
    void showSkew(std::chrono::milliseconds skew);
    /// At the right end, before what is there.
    void addButton(QWidget *button);
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void addressCopied();

private:
    /// Where the bar is narrow, what matters least goes, and the lamp's tool tip has its words.
    void makeRoom();

    QStatusBar &m_bar;
    QHBoxLayout *m_left = nullptr;
    QHBoxLayout *m_right = nullptr;
    StateLabel *m_lamp;
    QToolButton *m_address;
    ElidingLabel *m_totals;
    StateLabel *m_skew; ///< Hidden while the clocks agree.
    QLabel *m_broker;
    QLabel *m_asOf;
};

} // namespace conduit::ui
