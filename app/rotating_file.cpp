// SPDX-License-Identifier: GPL-3.0-only
#include "app/rotating_file.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace conduit::app {

RotatingFile::RotatingFile(const QString &path, Limits limits) : m_limits(limits), m_file(path) { }

void RotatingFile::append(const QByteArray &bytes)
{
    if (!m_file.isOpen() && !open())
        return;
    if (m_file.size() > 0 && m_file.size() + bytes.size() > m_limits.bytesMax) {
        rotate();
        if (!open())
            return;
    }
    m_file.write(bytes);
}

bool RotatingFile::open()
{
    QDir().mkpath(QFileInfo(m_file.fileName()).path());
    return m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered);
}

void RotatingFile::rotate()
{
    m_file.close();
    QFile::remove(path(m_limits.filesMax - 1));
    for (int age = m_limits.filesMax - 2; age >= 0; --age)
        QFile::rename(path(age), path(age + 1));
}

QString RotatingFile::path(int age) const { return age == 0 ? m_file.fileName() : u"%1.%2"_s.arg(m_file.fileName()).arg(age); }

} // namespace conduit::app
