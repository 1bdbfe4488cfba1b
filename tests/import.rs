//! What comes of an organisation's own exports: how they are read, what is made of them, how they are collected.

mod collecting;
mod documented;
mod generator;
mod organisation;
mod reading;
mod refused;
