// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>
#include <QString>

namespace conduit::ui {

/// A broker to look at and to play with: a process of its own on a temporary database, which goes with it. It never has to do with
/// another broker's tasks. Implemented by the application. Lives on the main thread; nothing waits.
class Demonstration : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// opened() or failed() follows; at once when it is there already.
    virtual void open() = 0;
    /// Ends the process and throws its database away; ended() follows.
    virtual void discard() = 0;
    /// Such as `http://127.0.0.1:41234`; empty while there is none.
    [[nodiscard]] virtual QString address() const = 0;

Q_SIGNALS:
    /// `isNew`: it has no tasks yet.
    void opened(bool isNew);
    /// A sentence.
    void failed(const QString &why);
    void ended();
};

} // namespace conduit::ui
